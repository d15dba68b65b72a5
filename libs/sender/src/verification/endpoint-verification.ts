import { Clock, KancaError, toId } from '@kanca/core';
import { OperationalEvents } from '@kanca/dispatch';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SenderSettings } from '../settings/sender-settings.js';
import { SubscriptionStates } from '../subscriptions/subscription-states.js';
import type { Subscription } from '../model/subscription.js';
import { Subscriptions } from '../subscriptions/subscriptions.js';
import { confirms } from './confirmation.js';
import { allowedRate } from './options-consent.js';
import { isPassed, type Check, type StoredVerification } from '../model/verification.js';
import { whatIsVerified } from '../subscriptions/verification-gate.js';
import type { SavedSubscription, SubscriptionDraft } from '../model/saved-subscription.js';
import { SubscriptionStore } from '../subscriptions/subscription-store.js';
import { Verifier, type Finding, type VerifyRequest } from './verifier.js';

/** What a test of an endpoint showed. */
export interface EndpointTestResult {
  readonly passed: boolean;
  /** Whether the subscription was disabled, and is enabled again because every check passed. */
  readonly reenabled: boolean;
  readonly checks: readonly Check[];
}

const DAY_MS = 86_400_000;

/** Verified endpoints: finds out whether a subscriber checks what it gets, and keeps the result. */
@Injectable()
export class EndpointVerification {
  private readonly underWay = new Set<string>();

  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly states: SubscriptionStates,
    private readonly store: SubscriptionStore,
    private readonly verifier: Verifier,
    private readonly settings: SenderSettings,
    private readonly operational: OperationalEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Tries the endpoint and keeps what came out.
   * @throws KancaError `not_found`; `conflict` when it cannot be tried so, or was changed in the meantime
   */
  async verify(tenant: string, id: string, request: VerifyRequest): Promise<Subscription> {
    const before = await this.readCallable(tenant, id);
    const finding = await this.oneAtATime(before, () =>
      this.verifier.examine(before, toId('sub', before.row.id), request),
    );
    await this.keep(before, finding);
    return this.subscriptions.get(tenant, id);
  }

  /** Makes the calls of the method `calls` and keeps nothing, but that a disabled subscription that passes is enabled again. */
  async test(tenant: string, id: string, type?: string): Promise<EndpointTestResult> {
    const before = await this.readCallable(tenant, id);
    const checks = await this.oneAtATime(before, () => this.verifier.test(before, type));
    const passed = isPassed(checks);
    if (!passed) return { passed, reenabled: false, checks };
    const { consumer } = await this.store.find(tenant, id);
    const reenabled = consumer.state === 'disabled' && (await this.states.reenable(tenant, id));
    return { passed, reenabled, checks };
  }

  /**
   * Takes the word of the one who read the confirmation's token at the endpoint.
   * @param allowedRateHeader `WebHook-Allowed-Rate`, which a CloudEvents target may send along
   * @throws KancaError `not_found` when the token confirms nothing: the caller does not learn why
   */
  async confirm(id: string, token: string, allowedRateHeader?: string): Promise<void> {
    const now = this.clock.now();
    // Before any lock is taken: the caller has proved nothing yet.
    const known = await this.store.row('*', id);
    if (!confirms(token, known?.verification?.confirmation ?? null, now)) throw nothingToConfirm();
    const isConfirmed = await this.store.changeVerification(id, (current) => {
      const { verification } = current.row;
      if (verification === null || !confirms(token, verification.confirmation, now)) return null;
      const rate = verification.method === 'options' ? allowedRate(allowedRateHeader) : null;
      return this.confirmed(current, verification, rate);
    });
    if (!isConfirmed) throw nothingToConfirm();
  }

  /** Takes the word of an operator. */
  async confirmByOperator(tenant: string, id: string): Promise<Subscription> {
    const { row } = await this.readCallable(tenant, id);
    await this.store.changeVerification(toId('sub', row.id), (current) =>
      this.confirmed(current, { method: 'manual', type: null, origin: null }, null),
    );
    return this.subscriptions.get(tenant, id);
  }

  /**
   * Verifies again what was verified before. An endpoint that is away, or overloaded, has shown nothing: it stays what it was, and is
   * tried again when the lease of this try is over.
   */
  async reverify(id: string): Promise<void> {
    const before = await this.store.find('*', id);
    const { verification } = before.row;
    if (verification?.state !== 'verified' || verification.method === 'manual') return;
    const { method, type } = verification;
    const finding = await this.verifier.examine(before, id, { method, type: type ?? undefined });
    const [first] = finding.verification.checks;
    if (finding.verification.state !== 'verified' && isAway(first?.status ?? null)) return;
    await this.keep(before, finding, (manager) => this.tellIfFailed(manager, before, finding));
  }

  /** Nobody is watching when it fails by the clock, so it is told. */
  private async tellIfFailed(
    manager: EntityManager,
    { row }: SavedSubscription,
    { verification }: Finding,
  ): Promise<void> {
    if (verification.state !== 'failed') return;
    const subject = toId('sub', row.id);
    const { method, checks } = verification;
    await this.operational.tell(manager, {
      type: 'kanca.subscription.verification_failed',
      tenant: row.tenant,
      subject,
      data: { subscriptionId: subject, method, failedChecks: checks.filter(({ passed }) => !passed) },
    });
  }

  private async keep(
    examined: SavedSubscription,
    { verification, ratePerMinute }: Finding,
    then?: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    const id = toId('sub', examined.row.id);
    const isKept = await this.store.changeVerification(
      id,
      (current) => {
        if (whatIsVerified(current.row) !== whatIsVerified(examined.row)) return null;
        return this.with(current, { ...verification, at: this.timestamp() }, ratePerMinute);
      },
      then,
    );
    if (!isKept)
      throw new KancaError('conflict', 'The subscription was changed while it was verified: verify it again.');
  }

  private confirmed(
    current: SavedSubscription,
    { method, type, origin }: Pick<StoredVerification, 'method' | 'type' | 'origin'>,
    ratePerMinute: number | null,
  ): SubscriptionDraft {
    const check: Check = {
      name: 'confirmation',
      expected: 'a call of the address that the endpoint was sent, or the word of an operator',
      status: null,
      latencyMs: null,
      passed: true,
      advice: null,
    };
    const verification = { state: 'verified', at: this.timestamp(), method, checks: [check], type, origin } as const;
    return this.with(current, { ...verification, confirmation: null }, ratePerMinute);
  }

  private with(
    { row, consumer }: SavedSubscription,
    verification: StoredVerification,
    ratePerMinute: number | null,
  ): SubscriptionDraft {
    const isRepeated = verification.state === 'verified' && verification.method !== 'manual';
    const { reverifyDays } = this.settings;
    const reverifyAt = isRepeated && reverifyDays > 0 ? new Date(this.clock.now() + reverifyDays * DAY_MS) : null;
    // What the endpoint allows is a bound: the owner's own limit counts where it is lower.
    const allowed = ratePerMinute === null ? null : ratePerMinute / 60;
    const rateLimit = allowed === null ? consumer.rateLimit : Math.min(allowed, consumer.rateLimit ?? allowed);
    return { row: { ...row, verification, reverifyAt }, consumer: { ...consumer, rateLimit } };
  }

  private async readCallable(tenant: string, id: string): Promise<SavedSubscription> {
    const found = await this.store.find(tenant, id);
    if (found.consumer.pull)
      throw new KancaError(
        'conflict',
        'The subscription fetches its deliveries: it has no endpoint that could be tried.',
      );
    return found;
  }

  /** Each try is several calls to somebody else's address: nobody makes one hub pile them up. */
  private async oneAtATime<T>({ row }: SavedSubscription, work: () => Promise<T>): Promise<T> {
    if (this.underWay.has(row.id))
      throw new KancaError('conflict', 'The endpoint is being tried just now: wait for the result.');
    this.underWay.add(row.id);
    try {
      return await work();
    } finally {
      this.underWay.delete(row.id);
    }
  }

  private timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

function isAway(status: number | null): boolean {
  return status === null || status === 429 || status >= 500;
}

function nothingToConfirm(): KancaError {
  return new KancaError(
    'not_found',
    'Nothing waits for this confirmation: it was given already, has expired, or the subscription was changed. Ask for a new one.',
  );
}
