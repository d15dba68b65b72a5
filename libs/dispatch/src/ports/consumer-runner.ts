import type { Cancellation, RetryPolicy, WebhookEvent } from '@kanca/core';
import type { Consumer, ConsumerKind } from './consumer-catalogue.js';

/** A delivery that this process may try now. */
export interface Attempt {
  /** UUID of the delivery. */
  readonly deliveryId: string;
  /** 1 for the first. */
  readonly number: number;
  readonly consumer: Consumer;
  readonly event: WebhookEvent;
  /** Cancelled at the attempt's deadline and when the hub drains. */
  readonly cancellation: Cancellation;
  /** Whether the provider's request is still open, so that `reply` reaches it. */
  readonly canReply: boolean;
  /** By `performance.now()`: nothing may be sent later. Missing, or null, for a delivery that does not expire. */
  readonly expiresAt?: number | null;
}

/** What becomes of an attempt that has not begun when its delivery expires: it is not made. */
export const EXPIRED: AttemptResult = {
  outcome: { kind: 'expired' },
  error: 'It expired before this attempt could begin.',
};

/** Whether the time of its delivery is over. */
export function isExpired({ expiresAt = null }: Pick<Attempt, 'expiresAt'>): boolean {
  return expiresAt !== null && performance.now() >= expiresAt;
}

/** How an attempt ended, and what the operator may want to see of it. */
export interface AttemptResult {
  readonly outcome: Outcome;
  /** HTTP status, where there was one. */
  readonly status?: number | undefined;
  /** One sentence for the operator. Never holds a secret. */
  readonly error?: string | undefined;
  /** Request and response as shown in the console: plain JSON, small, without secrets. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
  readonly reply?: HandlerReply | undefined;
  /** The consumer asked to be left alone (410 Gone): it is disabled, and what it has waiting is held. */
  readonly disable?: boolean | undefined;
}

/** How an attempt ended. `notBeforeMs` and `afterMs` are milliseconds from now. */
export type Outcome =
  | { readonly kind: 'succeeded' }
  /** Try again by the policy, but not before `notBeforeMs` from now. */
  | { readonly kind: 'failed'; readonly notBeforeMs?: number | undefined }
  /** Try again exactly after `afterMs`; still spends an attempt. */
  | { readonly kind: 'retry_after'; readonly afterMs: number }
  /** No attempt can succeed: dead letter at once. */
  | { readonly kind: 'rejected' }
  /** It was not made in time: a dead letter, which holds up no other delivery of its key. */
  | { readonly kind: 'expired' }
  /** The consumer asked for this one delivery to stop. */
  | { readonly kind: 'cancelled' };

/** The answer that a `reply` handler wants the provider to get. */
export interface HandlerReply {
  readonly status?: number;
  readonly contentType?: string;
  readonly body?: string | Buffer | Readonly<Record<string, unknown>>;
}

/** Whose attempt has failed, and at what. */
export interface PolicyQuestion {
  readonly consumer: Consumer;
  readonly event: Pick<WebhookEvent, 'tenant' | 'type'>;
}

/** Runs the attempts of one kind of consumer. `handlers` has one, `sender` has one. */
export abstract class ConsumerRunner {
  abstract readonly kind: ConsumerKind;
  /** How much longer than its consumer's timeout an attempt may take: for a runner that keeps the time itself, and can say more of it. */
  readonly graceMs: number = 0;
  /** The consumers this process can run; `'all'` of the kind, or their UUIDs. */
  abstract runnable(): 'all' | readonly string[];
  /** Never rejects for a failed attempt: that is an outcome. */
  abstract run(attempt: Attempt): Promise<AttemptResult>;

  /** By what policy a failed attempt is tried again: the consumer's, unless the event has a say. */
  policy({ consumer }: PolicyQuestion): RetryPolicy | Promise<RetryPolicy> {
    return consumer.retry;
  }

  /** What there is to show of an attempt that ran out of time. */
  soFar(_attempt: Attempt): AttemptResult['detail'] {
    return undefined;
  }
}

/** Where the edges put their runners at start. One per hub. */
export class RunnerRegistry {
  private readonly runners = new Map<ConsumerKind, ConsumerRunner>();

  add(runner: ConsumerRunner): void {
    if (this.runners.has(runner.kind)) throw new Error(`A runner for ${runner.kind} consumers is there already.`);
    this.runners.set(runner.kind, runner);
  }

  get(kind: ConsumerKind): ConsumerRunner | undefined {
    return this.runners.get(kind);
  }

  all(): readonly ConsumerRunner[] {
    return [...this.runners.values()];
  }
}
