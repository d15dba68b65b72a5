import { toId, type AttemptEnded, type RetryPolicy } from '@kanca/core';
import { newsOf } from '../operational/delivery-news.js';
import type { Consumer } from '../ports/consumer-catalogue.js';
import type { AttemptResult } from '../ports/consumer-runner.js';
import type { ClaimedDelivery, ClaimedKey, LostDelivery, CompletedAttempt } from '../ports/delivery-queue.js';
import { verdictOf, type AttemptOutcome, type Verdict } from '../ports/verdict.js';

/** Whose attempt it is. */
export type AttemptedDelivery = LostDelivery & ClaimedKey & { readonly waitedMs?: number };

/** What decides how a failed attempt goes on. */
export interface RetryDecision {
  readonly policy: RetryPolicy;
  /** Gives a random number in [0, 1) for the jitter. */
  readonly unit: () => number;
}

interface Ending extends Pick<AttemptResult, 'status' | 'error' | 'detail'> {
  readonly outcome: AttemptOutcome['kind'];
  readonly durationMs: number;
}

/** A claimed delivery, as an attempt of it. */
export function attemptedOf(delivery: ClaimedDelivery): AttemptedDelivery {
  const { tenant, deliveryId, consumerId, claimId, attempt, attemptsAllowed, waitedMs, event } = delivery;
  const { id: eventId, type: eventType } = event;
  return { tenant, deliveryId, consumerId, claimId, attempt, attemptsAllowed, waitedMs, eventId, eventType };
}

/**
 * An attempt that has begun, here or in a process that is gone. Each of its ends makes the record that the queue completes; nothing is
 * written before.
 */
export class RunningAttempt {
  /**
   * @param consumer null when it was removed
   * @param startedAt ms since 1970
   */
  constructor(
    private readonly delivery: AttemptedDelivery,
    private readonly consumer: Consumer | null,
    private readonly startedAt: number,
  ) {}

  /** Its consumer's code has ended, or ran out of time. */
  complete(result: AttemptResult, durationMs: number, decision: RetryDecision): CompletedAttempt {
    const { outcome, status, error, detail } = result;
    return this.ended(this.verdict(outcome, decision), { outcome: outcome.kind, status, error, detail, durationMs });
  }

  /** Nobody knows how it ended. Without a consumer there is nobody to try it again for. */
  lost(error: string, decision: RetryDecision | null): CompletedAttempt {
    const verdict: Verdict = decision === null ? { state: 'cancelled' } : this.verdict({ kind: 'lost' }, decision);
    return this.ended(verdict, { outcome: 'lost', error, durationMs: 0 });
  }

  /** It is not made. */
  cancelled(error: string): CompletedAttempt {
    return this.ended({ state: 'cancelled' }, { outcome: 'cancelled', error, durationMs: 0 });
  }

  /** @param isCounted false when somebody else had completed it meanwhile */
  told(
    { verdict, outcome, error, durationMs }: CompletedAttempt,
    { kind, name }: Consumer,
    isCounted: boolean,
  ): AttemptEnded {
    const { deliveryId, eventId, eventType, attempt, waitedMs } = this.delivery;
    return {
      kind,
      consumer: name,
      // Written out when it is asked for: by a line of the log, which most attempts have none of.
      get deliveryId() {
        return toId('dlv', deliveryId);
      },
      eventId,
      eventType,
      attempt,
      state: !isCounted ? 'lost' : outcome === 'expired' ? 'expired' : verdict.state,
      durationMs,
      lagMs: waitedMs ?? 0,
      ...(error === undefined ? {} : { error }),
    };
  }

  private verdict(outcome: AttemptOutcome, { policy, unit }: RetryDecision): Verdict {
    const { attempt, attemptsAllowed } = this.delivery;
    return verdictOf({ attempt, outcome, policy, onPoison: this.consumer?.onPoison ?? 'skip', attemptsAllowed, unit });
  }

  private ended(verdict: Verdict, ending: Ending): CompletedAttempt {
    const { tenant, deliveryId, consumerId, claimId, attempt, eventId, eventType } = this.delivery;
    const { consumer, startedAt } = this;
    const { error = null, status = null } = ending;
    return {
      ...{ tenant, deliveryId, consumerId, claimId, number: attempt, verdict, startedAt },
      ...ending,
      news:
        consumer === null
          ? undefined
          : newsOf({
              ...{ deliveryId, eventId, eventType, attempt, consumer, verdict, error, status },
              isExpired: ending.outcome === 'expired',
            }),
    };
  }
}
