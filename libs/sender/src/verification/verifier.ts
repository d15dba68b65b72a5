import { Clock, KancaError, Randomness, toId } from '@kanca/core';
import { GuardedClient, type CallOwner, type EgressRequest } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { Authenticator } from '../authentication/authenticator.js';
import { EndpointDirectory, type Endpoint } from '../delivery/endpoint-directory.js';
import { SenderSettings } from '../settings/sender-settings.js';
import { ConfirmationCall } from './confirmation-call.js';
import { confirmationUrl, newConfirmation, type Confirmation } from './confirmation.js';
import { echoChallenge, wantsNoEcho } from './echo-challenge.js';
import { EndpointTester } from './endpoint-tester.js';
import { requestConsent } from './options-consent.js';
import { typeToTest } from './type-to-test.js';
import { isPassed, type Check, type StoredVerification, type VerificationMethod } from '../model/verification.js';
import type { SavedSubscription } from '../model/saved-subscription.js';

export interface VerifyRequest {
  readonly method: VerificationMethod;
  /** The event type of the test notification (`calls`). */
  readonly type?: string | undefined;
}

/** What came out, not stored yet. */
export interface Finding {
  readonly verification: Omit<StoredVerification, 'at'>;
  /** Calls a minute that the endpoint allows; null when it did not say. */
  readonly ratePerMinute: number | null;
}

const NOTHING = { checks: [], type: null, origin: null, confirmation: null } as const;

/** Finds out whether an endpoint is what it should be, in the way that was asked for. Stores nothing. */
@Injectable()
export class Verifier {
  constructor(
    private readonly endpoints: EndpointDirectory,
    private readonly tester: EndpointTester,
    private readonly confirmations: ConfirmationCall,
    private readonly authenticator: Authenticator,
    private readonly client: GuardedClient,
    private readonly settings: SenderSettings,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @throws KancaError `conflict` for a subscription that cannot be tried so */
  async examine(stored: SavedSubscription, id: string, { method, type }: VerifyRequest): Promise<Finding> {
    const endpoint = await this.endpoints.find(stored.consumer);
    switch (method) {
      case 'calls':
        return this.byCalls(stored, endpoint, type ?? typeToTest(stored.consumer.filters));
      case 'echo':
        return this.byEcho(stored, endpoint);
      case 'options':
        return this.byConsent(stored, endpoint, id);
      case 'manual':
        return this.byConfirmation(stored, endpoint, id);
    }
  }

  /** The checks of the method `calls`. */
  async test({ row, consumer }: SavedSubscription, type?: string): Promise<readonly Check[]> {
    return this.tester.test({
      tenant: row.tenant,
      endpoint: await this.endpoints.find(consumer),
      type: type ?? typeToTest(consumer.filters),
      timeoutMs: consumer.timeoutMs,
      about: { purpose: 'test', owner: ownerOf(row) },
    });
  }

  private async byCalls({ row, consumer }: SavedSubscription, endpoint: Endpoint, type: string): Promise<Finding> {
    const { timeoutMs } = consumer;
    const checks = await this.tester.test({
      tenant: row.tenant,
      endpoint,
      type,
      timeoutMs,
      about: aboutVerifying(row),
    });
    return found({ ...NOTHING, method: 'calls', state: isPassed(checks) ? 'verified' : 'failed', checks, type });
  }

  private async byEcho({ row, consumer }: SavedSubscription, endpoint: Endpoint): Promise<Finding> {
    const { uri } = endpoint;
    if (wantsNoEcho(uri))
      throw new KancaError(
        'conflict',
        'The uri has noecho in its query, so its owner wants no echo: verify it with another method, such as calls.',
      );
    const { timeoutMs } = consumer;
    const check = await echoChallenge(
      { uri, ...(await this.credentialsOf(endpoint, row)), timeoutMs, about: aboutVerifying(row) },
      this.client,
      this.randomness,
    );
    return found({ ...NOTHING, method: 'echo', state: check.passed ? 'verified' : 'failed', checks: [check] });
  }

  private async byConsent({ row, consumer }: SavedSubscription, endpoint: Endpoint, id: string): Promise<Finding> {
    const origin = new URL(this.settings.publicUrl).hostname;
    const { token, stored } = this.newConfirmation();
    const { check, ratePerMinute, isOpen } = await requestConsent(
      {
        uri: endpoint.uri,
        ...(await this.credentialsOf(endpoint, row)),
        timeoutMs: consumer.timeoutMs,
        origin,
        ratePerMinute: consumer.rateLimit === null ? null : Math.max(1, Math.floor(consumer.rateLimit * 60)),
        callback: confirmationUrl(this.settings.publicUrl, id, token),
        about: aboutVerifying(row),
      },
      this.client,
    );
    const known = { ...NOTHING, method: 'options', checks: [check], origin } as const;
    if (isOpen) return found({ ...known, state: 'unverified', confirmation: stored });
    return { verification: { ...known, state: check.passed ? 'verified' : 'failed' }, ratePerMinute };
  }

  private async byConfirmation({ row, consumer }: SavedSubscription, endpoint: Endpoint, id: string): Promise<Finding> {
    const { token, stored } = this.newConfirmation();
    const check = await this.confirmations.send({
      tenant: row.tenant,
      endpoint,
      timeoutMs: consumer.timeoutMs,
      subscription: id,
      url: confirmationUrl(this.settings.publicUrl, id, token),
      expiresAt: stored.expiresAt,
      about: aboutVerifying(row),
    });
    return found({ ...NOTHING, method: 'manual', state: 'unverified', checks: [check], confirmation: stored });
  }

  /** What opens the endpoint's door for a call that is no notification. */
  private async credentialsOf(
    { auth, headers }: Endpoint,
    row: SavedSubscription['row'],
  ): Promise<Pick<EgressRequest, 'headers' | 'tls'>> {
    try {
      const { headers: ofAuth, tls } = await this.authenticator.credentials(auth, ownerOf(row));
      return { headers: { ...headers, ...ofAuth }, ...(tls === undefined ? {} : { tls }) };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new KancaError('conflict', `The credentials for the endpoint could not be had: ${why}`, { cause: error });
    }
  }

  private newConfirmation(): Confirmation {
    return newConfirmation(this.clock.now(), this.randomness);
  }
}

function found(verification: Finding['verification']): Finding {
  return { verification, ratePerMinute: null };
}

function ownerOf({ tenant, id }: SavedSubscription['row']): CallOwner {
  return { tenant, subscription: toId('sub', id) };
}

function aboutVerifying(row: SavedSubscription['row']): { readonly purpose: 'verify'; readonly owner: CallOwner } {
  return { purpose: 'verify', owner: ownerOf(row) };
}
