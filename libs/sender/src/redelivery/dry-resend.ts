import { KancaError, uuidOf } from '@kanca/core';
import { ConsumerCatalogue, DeliveryArchive, EventArchive, OriginalRequests, type OriginalBody } from '@kanca/dispatch';
import { DestinationPolicy } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { EndpointDirectory } from '../delivery/endpoint-directory.js';
import { NotificationWriter } from '../delivery/notification-writer.js';
import { withoutCredentials } from '../subscriptions/header-masking.js';
import { TestCall } from '../verification/test-call.js';

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
    private readonly deliveries: DeliveryArchive,
    private readonly events: EventArchive,
    private readonly originals: OriginalRequests,
    private readonly catalogue: ConsumerCatalogue,
    private readonly destinations: DestinationPolicy,
    private readonly endpoints: EndpointDirectory,
    private readonly writer: NotificationWriter,
    private readonly calls: TestCall,
  ) {}

  /**
   * @param tenant `*`: every tenant
   * @throws KancaError `not_found`; `egress_refused` for an address that may not be called; `conflict` for the delivery of a handler, or when
   * no secret is left to sign with
   */
  async send(tenant: string, deliveryId: string, uri: string): Promise<DryAnswer> {
    const delivery = await this.deliveries.summary(deliveryId, tenant);
    if (delivery.consumer.kind !== 'subscription')
      throw new KancaError('conflict', `Delivery ${deliveryId} goes to a handler, which has no address.`);
    this.destinations.assertAllowedDestination(uri);
    const consumer = await this.catalogue.read(uuidOf('sub', delivery.consumer.id));
    if (consumer === null)
      throw new KancaError(
        'conflict',
        `The subscription of delivery ${deliveryId} was removed, and its secrets with it.`,
      );
    const endpoint = await this.endpoints.find(consumer);
    const keys = this.endpoints.activeKeys(endpoint);
    if (keys.length === 0)
      throw new KancaError('conflict', 'Every secret of the subscription has expired: rotate the secret first.');
    const event = await this.events.whole(delivery.event.id, tenant);
    const originals: OriginalBody[] = [];
    const original = async (): Promise<OriginalBody> => {
      const body = await this.originals.bodyOf(event);
      originals.push(body);
      return body;
    };
    const attempt = Math.max(1, delivery.attemptCount);
    const elsewhere = {
      ...endpoint,
      uri,
      allowedOrigin: null,
      auth: null,
      headers: withoutCredentials(endpoint.headers),
    };
    try {
      const write = () =>
        this.writer.write({
          event,
          endpoint: elsewhere,
          attempt,
          keys,
          privateKeys: this.endpoints.activePrivateKeys(endpoint),
          original,
        });
      const { response, failure, latencyMs } = await this.calls.send(write, consumer.timeoutMs, {
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
