import { maxAttempts, type RetryPolicy } from '@kanca/core';
import type { ConsumerDraft } from '@kanca/dispatch';
import type { AttemptOutcome, ClaimedDelivery } from '@kanca/dispatch/engine';

export const POLICY: RetryPolicy = { kind: 'list', delaysMs: [0, 0], jitter: 0 };
export const CONCURRENCY = 3;

type Name = 'first' | 'later' | 'skipping' | 'blocking';

/** Two handlers in a chain, and two that keep an order, one with each poison policy. */
export const CONSUMERS: readonly (ConsumerDraft & { readonly name: Name })[] = [
  draft(1, 'first', { order: 1 }),
  draft(2, 'later', { order: 2 }),
  draft(3, 'skipping', { orderBy: 'data.key' }),
  draft(4, 'blocking', { orderBy: 'data.key', onPoison: 'block' }),
];

export interface Modelled {
  readonly id: string;
  readonly event: string;
  readonly consumer: Name;
  readonly key: string | null;
  /** Among those of its key. */
  readonly place: number;
  stage: number | null;
  state: 'pending' | 'running' | 'blocked' | 'delivered' | 'dead' | 'cancelled';
  waits: boolean;
  attempts: number;
  /** Granted beyond the policy. */
  allowed: number;
  /** The claim that may settle it now. */
  holder: string | null;
  /** How often it was settled since it was opened. */
  settled: number;
}

/** What the queue must do, without a database, a clock or a process. */
export class QueueModel {
  readonly deliveries = new Map<string, Modelled>();
  readonly events = new Map<string, string>();
  readonly paused = new Set<Name>();
  /** What workers still have in hand, that which was taken from them included. */
  readonly inHand: ClaimedDelivery[] = [];
  /** How many were taken. */
  steps = 0;
  private places = 0;

  all(): readonly Modelled[] {
    return [...this.deliveries.values()];
  }

  inState(state: Modelled['state']): readonly Modelled[] {
    return this.all().filter((one) => one.state === state);
  }

  pick(which: number): Modelled | undefined {
    const all = this.all();
    return all.length === 0 ? undefined : all[which % all.length];
  }

  add(id: string, event: string, consumer: Name): void {
    const isKeyed = consumer === 'skipping' || consumer === 'blocking';
    const stage = isKeyed ? null : consumer === 'first' ? 1 : 2;
    this.deliveries.set(id, {
      id,
      event,
      consumer,
      key: isKeyed ? (this.events.get(event) ?? null) : null,
      place: ++this.places,
      stage,
      state: 'pending',
      waits: isKeyed || stage === 2,
      attempts: 0,
      allowed: 0,
      holder: null,
      settled: 0,
    });
  }

  isOpen({ state }: Modelled): boolean {
    return state === 'pending' || state === 'running' || state === 'blocked';
  }

  mayBeClaimed(one: Modelled): boolean {
    return one.state === 'pending' && !one.waits && !this.paused.has(one.consumer);
  }

  /** Attempts that count against a consumer's cap: what workers have in hand, also if it is not theirs any more, and what the dead had. */
  busyWith(id: string, name: Name): number {
    const abandoned = this.all().filter(
      (one) => one.consumer === name && !this.inHand.some(({ claimId }) => this.isHeldBy(one, claimId)),
    );
    return (
      this.inHand.filter(({ consumerId }) => consumerId === id).length +
      abandoned.filter(({ state }) => state === 'running').length
    );
  }

  isHeldBy(one: Modelled, claimId: string): boolean {
    return one.state === 'running' && one.holder === claimId;
  }

  claimed(one: Modelled, claimId: string): void {
    one.state = 'running';
    one.attempts++;
    one.holder = claimId;
  }

  ended(one: Modelled, outcome: AttemptOutcome['kind']): void {
    one.holder = null;
    const isLast = one.attempts >= Math.max(maxAttempts(POLICY), one.allowed);
    if (outcome === 'succeeded') one.state = 'delivered';
    else if (outcome === 'rejected') one.state = 'dead';
    else if (!isLast) one.state = 'pending';
    else one.state = one.consumer === 'blocking' && one.key !== null ? 'blocked' : 'dead';
    if (!this.isOpen(one)) one.settled++;
    this.giveTurns();
  }

  cancelled(one: Modelled): void {
    one.state = 'cancelled';
    one.waits = false;
    this.giveTurns();
  }

  /** @returns whether it may be retried by hand */
  retried(one: Modelled): boolean {
    if (one.state === 'running' || (one.state === 'pending' && one.waits)) return false;
    if (!this.isOpen(one) && this.hasAnotherUnderWay(one)) return false;
    one.allowed = one.attempts + 1;
    if (!this.isOpen(one)) {
      one.settled = 0;
      one.stage = null;
      one.waits = one.key !== null;
    }
    one.state = 'pending';
    this.giveTurns();
    return true;
  }

  private hasAnotherUnderWay({ event, consumer }: Modelled): boolean {
    return this.all().some((other) => other.event === event && other.consumer === consumer && this.isOpen(other));
  }

  giveTurns(): void {
    const open = this.all().filter((one) => this.isOpen(one));
    for (const one of open) {
      if (!one.waits) continue;
      const ofItsKey = open.filter(({ consumer, key }) => consumer === one.consumer && key !== null && key === one.key);
      const isFirst = ofItsKey.every(({ place, waits }) => waits && place >= one.place);
      const isLater = open.some(
        ({ event, stage }) => event === one.event && stage !== null && one.stage !== null && stage < one.stage,
      );
      if ((one.key === null || isFirst) && !isLater) one.waits = false;
    }
  }
}

function draft(n: number, name: Name, more: Partial<ConsumerDraft>): ConsumerDraft & { readonly name: Name } {
  return {
    id: `00000000-0000-7000-8000-00000000000${String(n)}`,
    tenant: 'default',
    kind: 'subscription',
    filters: ['*'],
    state: 'active',
    concurrency: CONCURRENCY,
    timeoutMs: 60_000,
    retry: POLICY,
    reply: false,
    ...more,
    name,
  };
}
