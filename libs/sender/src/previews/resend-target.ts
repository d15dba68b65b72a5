import type { KeyObject } from 'node:crypto';
import { KancaError, uuidOf } from '@kanca/core';
import { ConsumerCatalogue, type Consumer } from '@kanca/dispatch';
import { type DeliverySummary } from '@kanca/dispatch/operator';
import { DestinationPolicy } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { EndpointDirectory, type Endpoint } from '../delivery/endpoint-directory.js';
import { SenderSettings } from '../settings/sender-settings.js';
import { assertDestination } from '../model/assert-destination.js';
import { withoutCredentials } from '../model/header-masking.js';

/** The endpoint of a delivery, moved to another address. */
export interface MovedEndpoint {
  /** Without what was given for the endpoint alone. */
  readonly endpoint: Endpoint;
  readonly keys: readonly Buffer[];
  readonly privateKeys: readonly KeyObject[];
  readonly timeoutMs: number;
}

/** Says whether what a delivery sends may go to another address, and what goes with it. */
@Injectable()
export class ResendTarget {
  constructor(
    private readonly catalogue: ConsumerCatalogue,
    private readonly destinations: DestinationPolicy,
    private readonly endpoints: EndpointDirectory,
    private readonly settings: SenderSettings,
  ) {}

  /**
   * @throws KancaError `egress_refused` for an address that may not be called; `conflict` for the delivery of a handler, when only verified
   * endpoints are delivered to, or when no secret is left to sign with
   */
  async at(uri: string, { id, consumer: { id: consumerId, kind } }: DeliverySummary): Promise<MovedEndpoint> {
    if (kind !== 'subscription')
      throw new KancaError('conflict', `Delivery ${id} goes to a handler, which has no address.`);
    assertDestination('uri', uri, this.destinations);
    const consumer = await this.catalogue.read(uuidOf('sub', consumerId));
    if (consumer === null)
      throw new KancaError('conflict', `The subscription of delivery ${id} was removed, and its secrets with it.`);
    const endpoint = await this.endpoints.find(consumer);
    this.assertAnyAddress(consumer, endpoint);
    const keys = this.endpoints.activeKeys(endpoint);
    if (keys.length === 0)
      throw new KancaError('conflict', 'Every secret of the subscription has expired: rotate the secret first.');
    return {
      endpoint: {
        ...endpoint,
        uri,
        allowedOrigin: null,
        auth: null,
        headers: withoutCredentials(endpoint.headers),
      },
      keys,
      privateKeys: this.endpoints.activePrivateKeys(endpoint),
      timeoutMs: consumer.timeoutMs,
    };
  }

  /** Nobody has verified the other address. Who fetches its deliveries has no endpoint, of which nothing is asked. */
  private assertAnyAddress({ pull }: Consumer, { requireVerification }: Endpoint): void {
    if (pull || !(requireVerification || this.settings.requireVerification)) return;
    throw new KancaError(
      'conflict',
      'The subscription is delivered to only while its endpoint is verified, and the other address is not: ' +
        'make a subscription for that address and verify it, or take requireVerification away.',
    );
  }
}
