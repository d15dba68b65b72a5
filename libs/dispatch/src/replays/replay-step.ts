import { Clock, newUuid, Randomness } from '@kanca/core';
import type { SqlRunner } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DispatchSettings } from '../settings/dispatch-settings.js';
import type { ConsumerSet } from '../postgres/consumer-set.js';
import { PostgresConsumerCatalogue } from '../postgres/postgres-consumer-catalogue.js';
import { hearingEvents } from './hearing-events.js';
import { ConsumersChanged, withConsumers } from './known-consumers.js';
import { judgeEvents, type JudgedEvent, type JudgedPair, type Judgement } from './judge-pair.js';
import type { ReplayScope } from './replay-filter.js';
import { selectEvents, startOf, type EventPage } from './select-events.js';
import { nextTenant } from './next-tenant.sql.js';
import { writeDeliveries, type WrittenDeliveries } from './write-deliveries.js';

/** How far a replay has come: behind this event, tenant by tenant. */
export interface ReplayCursor {
  /** null: before the first. */
  readonly tenant: string | null;
  /** UUID. */
  readonly id: string;
}

/** What a replay has done so far, or in one step. */
export interface ReplayCounts {
  /** Events that were looked at. */
  readonly examined: number;
  /** Deliveries that were made. */
  readonly made: number;
  /** Deliveries that waited for their next attempt and are due now. */
  readonly hastened: number;
  /** Pairs of event and consumer whose delivery is under way. */
  readonly skipped: number;
  /** Events whose bytes the retention has dropped. */
  readonly gone: number;
}

export type StepOutcome = ReplayCounts &
  WrittenDeliveries & { readonly cursor: ReplayCursor; readonly isDone: boolean };

/** What a step may do. */
export interface StepLimits {
  /** Those who may hear, as `ReplayStep.prepared` gives them. */
  readonly consumers: ConsumerSet;
  /** About so many deliveries; those of one event at least. */
  readonly deliveries: number;
  /** Writes deliveries of a replay (of none: `null`), or only counts. */
  readonly write: { readonly replayId: string | null } | false;
}

export const NO_COUNTS: ReplayCounts = { examined: 0, made: 0, hastened: 0, skipped: 0, gone: 0 };
export const DELIVERIES_AT_ONCE = 2_000;
const MOST_EVENTS = 1_000;
const FEWEST_EVENTS = 50;
const DAY_MS = 86_400_000;

/**
 * One bounded step through the log: the next events that pass the filter, who hears of them now, which of these pairs the replay asks
 * for, and their deliveries. Runs inside the caller's transaction, so that the deliveries and the cursor are written together.
 */
@Injectable()
export class ReplayStep {
  constructor(
    private readonly catalogue: PostgresConsumerCatalogue,
    private readonly settings: DispatchSettings,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * Runs `work`, which makes a step with these consumers, and again with later ones when the step finds that they have changed.
   * @throws what `work` throws; KancaError `unavailable` when the consumers change again and again
   */
  prepared<T>(work: (consumers: ConsumerSet) => Promise<T>): Promise<T> {
    return withConsumers(this.catalogue, work);
  }

  /** @throws ConsumersChanged when there are later consumers than those that were given: nothing is written then */
  async run(sql: SqlRunner, asked: ReplayScope, cursor: ReplayCursor, limits: StepLimits): Promise<StepOutcome> {
    const scope = asked.state === 'missing' ? this.remembered(asked) : asked;
    const tenant = cursor.tenant ?? (scope.tenant === '*' ? await tenantAfter(sql, '') : scope.tenant);
    if (tenant === null) return { ...NO_COUNTS, turns: [], cursor, isDone: true };
    // More than are made, because much may be skipped; but not much more, for a replay at a rate makes many steps.
    const most = Math.min(MOST_EVENTS, Math.max(FEWEST_EVENTS, 5 * limits.deliveries));
    const page = await selectEvents(sql, scope, tenant, cursor.id, most);
    const { consumers } = limits;
    if (page.consumerVersion > consumers.version) throw new ConsumersChanged(page.consumerVersion);
    const { consumerId } = scope;
    const heard = await hearingEvents(sql, page.events, consumers, { consumerId, pairs: DELIVERIES_AT_ONCE });
    const events = firstOf(await judgeEvents(sql, heard, scope.state), limits.deliveries);
    const pairs = events.flatMap((one) => one.pairs);
    const written =
      limits.write === false
        ? { made: count(pairs, 'make'), hastened: count(pairs, 'hasten'), turns: [] }
        : await writeDeliveries(sql, pairs, limits.write.replayId, () => newUuid(this.clock, this.randomness));
    return {
      ...written,
      skipped: count(pairs, 'skip'),
      gone: events.filter(({ event }) => event.gone).length,
      ...(await progress(sql, scope, tenant, page, events)),
    };
  }

  /** An event may outlive the retention, because a delivery of it is held; which others were delivered is then forgotten. */
  private remembered(scope: ReplayScope): ReplayScope {
    const oldest = new Date(this.clock.now() - this.settings.retentionDays * DAY_MS);
    return { ...scope, since: scope.since === null || scope.since < oldest ? oldest : scope.since };
  }
}

/** Where the next step begins: behind the last event of this one, behind the page, or with the next tenant. */
async function progress(
  sql: SqlRunner,
  scope: ReplayScope,
  tenant: string,
  page: EventPage,
  events: readonly JudgedEvent[],
): Promise<Pick<StepOutcome, 'examined' | 'cursor' | 'isDone'>> {
  const last = events.at(-1)?.event;
  if (last !== undefined && events.length < page.events.length)
    return { examined: last.place, cursor: { tenant, id: last.id }, isDone: false };
  const { examined, next } = page;
  if (next !== null) return { examined, cursor: { tenant, id: next }, isDone: false };
  const after = scope.tenant === '*' ? await tenantAfter(sql, tenant) : null;
  return { examined, cursor: { tenant: after ?? tenant, id: startOf(scope) }, isDone: after === null };
}

async function tenantAfter(sql: SqlRunner, tenant: string): Promise<string | null> {
  const [row] = await sql.run(nextTenant, { after: tenant });
  return row?.tenant ?? null;
}

/** The first events, whose deliveries are no more than `most`; one at least. */
function firstOf(events: readonly JudgedEvent[], most: number): readonly JudgedEvent[] {
  let deliveries = 0;
  const end = events.findIndex(({ pairs }, index) => {
    deliveries += count(pairs, 'make') + count(pairs, 'hasten');
    return deliveries > most && index > 0;
  });
  return end < 0 ? events : events.slice(0, end);
}

function count(pairs: readonly JudgedPair[], wanted: Judgement): number {
  return pairs.reduce((sum, { judgement }) => (judgement === wanted ? sum + 1 : sum), 0);
}
