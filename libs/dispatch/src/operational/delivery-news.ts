import type { DeliveryNews } from '../ports/delivery-queue.js';
import { isOperational, maskedUrl, toId } from '@kanca/core';
import type { Consumer } from '../ports/consumer-catalogue.js';
import type { Verdict } from '../ports/verdict.js';

interface EndingDelivery {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly attempt: number;
  readonly consumer: Consumer;
  readonly verdict: Verdict;
  /** Whether it is dead because its time was over. */
  readonly isExpired?: boolean;
  readonly error: string | null;
  readonly status: number | null;
}

/** A delivery that succeeds after so many attempts has recovered from something worth telling. */
const RECOVERED_FROM = 4;
const MAX_ERROR_LENGTH = 500;

/** @returns undefined when there is nothing to tell; also for operational events, or telling of them would never end */
export function newsOf(ending: EndingDelivery): DeliveryNews | undefined {
  const { verdict, consumer, attempt, eventId, eventType } = ending;
  const isDead = verdict.state === 'dead' || verdict.state === 'blocked';
  const isRecovered = verdict.state === 'delivered' && attempt >= RECOVERED_FROM;
  if ((!isDead && !isRecovered) || isOperational(eventType)) return undefined;
  const subject = toId('dlv', ending.deliveryId);
  return {
    subject,
    cause: eventId,
    data: JSON.stringify({
      deliveryId: subject,
      eventId,
      eventType,
      consumer: {
        id: toId(consumer.kind === 'handler' ? 'hdl' : 'sub', consumer.id),
        kind: consumer.kind,
        // The name of a subscription is its URL.
        name: maskedUrl(consumer.name),
      },
      attempts: attempt,
      ...(ending.isExpired === true ? { expired: true } : {}),
      ...(isDead ? { status: ending.status, error: ending.error?.slice(0, MAX_ERROR_LENGTH) ?? null } : {}),
    }),
  };
}
