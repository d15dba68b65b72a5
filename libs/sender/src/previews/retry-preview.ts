import { assertRetryPolicy, Clock, type RetryPolicy } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { SenderSettings } from '../settings/sender-settings.js';
import { Subscriptions } from '../subscriptions/subscriptions.js';
import { RetryPolicies } from '../event-types/retry-policies.js';
import { scheduleOf, type PlannedAttempt } from './retry-schedule.js';

/** Whose schedule; the first that is given counts, and without any it is the hub's. */
export interface RetryQuestion {
  readonly retry?: RetryPolicy | undefined;
  /** `sub_…` */
  readonly subscription?: string | undefined;
  /** With a subscription: what an event of this type would have there. */
  readonly type?: string | undefined;
  /** When the first attempt is made; now by default. */
  readonly from?: Date | undefined;
}

/** The attempts that a retry policy would make, and how long they last, in milliseconds. */
export interface RetryAnswer {
  readonly retry: RetryPolicy;
  readonly attempts: readonly PlannedAttempt[];
  /** From the first attempt to the last, without jitter. */
  readonly lastsMs: number;
}

/** Shows what a retry policy comes to, before anybody waits for it. */
@Injectable()
export class RetryPreview {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly policies: RetryPolicies,
    private readonly settings: SenderSettings,
    private readonly clock: Clock,
  ) {}

  /** @throws KancaError `invalid_request` for a policy that cannot be followed, `not_found` for the subscription */
  async show(tenant: string, question: RetryQuestion): Promise<RetryAnswer> {
    const retry = await this.policyOf(tenant, question);
    assertRetryPolicy(retry);
    const attempts = scheduleOf(retry, question.from ?? new Date(this.clock.now()));
    return { retry, attempts, lastsMs: attempts.at(-1)?.afterMs ?? 0 };
  }

  private async policyOf(tenant: string, { retry, subscription: id, type }: RetryQuestion): Promise<RetryPolicy> {
    if (retry !== undefined) return retry;
    if (id === undefined) return this.settings.retry;
    const subscription = await this.subscriptions.get(tenant, id);
    if (subscription.retryIsOwn || type === undefined) return subscription.retry;
    return this.policies.ofEvent({ tenant: subscription.tenant, type }, subscription.format);
  }
}
