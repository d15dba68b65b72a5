import { KancaError, Randomness, uuidOf } from '@kanca/core';
import { ConsumerCatalogue } from '@kanca/dispatch';
import { DestinationPolicy, GuardedClient } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { EndpointDirectory } from '../delivery/endpoint-directory.js';
import { assertDestination } from '../model/assert-destination.js';
import { withoutCredentials } from '../model/header-masking.js';
import { isSameOrigin } from '../model/credentials-stay-at-origin.js';
import { echoChallenge, wantsNoEcho } from './echo-challenge.js';
import type { Check } from '../model/verification.js';

export interface EchoQuestion {
  readonly tenant: string;
  /** `sub_…` */
  readonly subscription: string;
  /** Where it is about to be sent to. */
  readonly uri: string;
  /** Its own headers, when they are about to change. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const LIMIT_MS = 15_000;

/** Asks an address whether it wants webhooks, before a subscription is changed to it. */
@Injectable()
export class EchoCheck {
  constructor(
    private readonly catalogue: ConsumerCatalogue,
    private readonly endpoints: EndpointDirectory,
    private readonly destinations: DestinationPolicy,
    private readonly client: GuardedClient,
    private readonly randomness: Randomness,
  ) {}

  /** Whether an address says that it wants to be asked nothing (`noecho`). */
  isUnwanted(uri: string): boolean {
    return wantsNoEcho(uri);
  }

  /** @throws KancaError `not_found`; `egress_refused` for an address that may not be called */
  async ask({ tenant, subscription, uri, headers }: EchoQuestion): Promise<Check> {
    assertDestination('uri', uri, this.destinations);
    const consumer = await this.catalogue.read(uuidOf('sub', subscription));
    if (consumer === null) throw new KancaError('not_found', `No subscription has the id ${subscription}.`);
    const before = await this.endpoints.find(consumer);
    // Nobody there has been told what opens the door of the endpoint that they were given for.
    const kept = isSameOrigin(before.uri, uri) ? before.headers : withoutCredentials(before.headers);
    const sent = headers ?? kept;
    const about = { purpose: 'verify', owner: { tenant, subscription } } as const;
    return echoChallenge({ uri, headers: sent, timeoutMs: LIMIT_MS, about }, this.client, this.randomness);
  }
}
