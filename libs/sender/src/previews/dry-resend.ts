import { DeliveryQueries, EventQueries, OriginalRequests, type OriginalBody } from '@kanca/dispatch/operator';
import { Injectable } from '@nestjs/common';
import { NotificationWriter, type Notification } from '../delivery/notification-writer.js';
import { TestCalls } from '../verification/test-calls.js';
import { ResendTarget } from './resend-target.js';

/** What somebody else made of a notification. */
export interface DryAnswer {
  readonly uri: string;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly truncated: boolean;
  readonly latencyMs: number | null;
  /** Why there was no answer. */
  readonly failure: string | null;
}

const SHOWN_BODY_BYTES = 16 * 1024;

/**
 * Sends what a delivery sends to another address, once: to a laptop, or to the next version of an endpoint. It is written, signed and
 * guarded like the delivery, and leaves no trace in it.
 */
@Injectable()
export class DryResend {
  constructor(
    private readonly deliveries: DeliveryQueries,
    private readonly events: EventQueries,
    private readonly originals: OriginalRequests,
    private readonly target: ResendTarget,
    private readonly writer: NotificationWriter,
    private readonly calls: TestCalls,
  ) {}

  /**
   * @param tenant `*`: every tenant
   * @throws KancaError `not_found`; `egress_refused` and `conflict` as `ResendTarget.at` says
   */
  async send(tenant: string, deliveryId: string, uri: string): Promise<DryAnswer> {
    const delivery = await this.deliveries.summary(deliveryId, tenant);
    const { timeoutMs, ...moved } = await this.target.at(uri, delivery);
    const event = await this.events.whole(delivery.event.id, tenant);
    const originals: OriginalBody[] = [];
    const original = async (): Promise<OriginalBody> => {
      const body = await this.originals.bodyOf(event);
      originals.push(body);
      return body;
    };
    const attempt = Math.max(1, delivery.attemptCount);
    try {
      const write = async (): Promise<Notification> =>
        withoutSecrets(await this.writer.write({ ...moved, event, attempt, original }));
      const { response, failure, latencyMs } = await this.calls.send(write, timeoutMs, {
        owner: { tenant: delivery.tenant, subscription: delivery.consumer.id },
      });
      const shown = response?.body.subarray(0, SHOWN_BODY_BYTES) ?? Buffer.alloc(0);
      return {
        uri,
        status: response?.status ?? null,
        headers: response?.headers ?? {},
        body: shown.toString('utf8'),
        truncated: response !== null && (response.truncated || shown.length < response.body.length),
        latencyMs,
        failure,
      };
    } finally {
      for (const { release } of originals) release();
    }
  }
}

/** Some formats send the secret itself, and a transformation may add a credential: either was meant for the endpoint, and could be used there. */
function withoutSecrets(notification: Notification): Notification {
  const harmless = Object.entries(notification.headers).filter(([name]) => !notification.confidential.includes(name));
  return { ...notification, headers: Object.fromEntries(harmless) };
}
