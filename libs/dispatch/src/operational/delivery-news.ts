import { isOperational, toId } from '@kanca/core';
import type { Consumer } from '../ports/consumer-catalogue.js';
import type { Settlement } from '../ports/settlement.js';

/** What is told of a delivery that ended in a way that its owner wants to hear of. Written in the statement that ends it. */
export interface DeliveryNews {
  /** JSON. */
  readonly data: string;
  /** `dlv_…` */
  readonly subject: string;
  /** `evt_…`: so that a handler of the news that brings about the next one is found out. */
  readonly cause: string;
}

interface EndingDelivery {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly attempt: number;
  readonly consumer: Consumer;
  readonly settlement: Settlement;
  readonly error: string | null;
  readonly status: number | null;
}

/** A delivery that succeeds after so many attempts has recovered from something worth telling. */
const RECOVERED_FROM = 4;
const MAX_ERROR_LENGTH = 500;

/** @returns undefined when there is nothing to tell: also of what tells of Kanca itself, or it would never end */
export function newsOf(ending: EndingDelivery): DeliveryNews | undefined {
  const { settlement, consumer, attempt, eventId, eventType } = ending;
  const isDead = settlement.state === 'dead' || settlement.state === 'blocked';
  const isRecovered = settlement.state === 'delivered' && attempt >= RECOVERED_FROM;
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
        name: consumer.name,
      },
      attempts: attempt,
      ...(isDead ? { status: ending.status, error: ending.error?.slice(0, MAX_ERROR_LENGTH) ?? null } : {}),
    }),
  };
}
