import { Clock } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { assertReplayFilter, scopeOf, type ReplayFilter } from './replay-filter.js';
import { DELIVERIES_AT_ONCE, NO_COUNTS, ReplayStep, type ReplayCounts, type ReplayCursor } from './replay-step.js';
import { Replays } from './replays.js';
import { startOf } from './select-events.js';

/** What a replay would do. */
export interface ReplayForecast extends Pick<ReplayCounts, 'examined' | 'skipped' | 'gone'> {
  /** Deliveries that would be made, or be due now instead of later. */
  readonly count: number;
  /** Whether everything was counted in the time there was; else there are more. */
  readonly complete: boolean;
}

const TIME_MS = 10_000;

/** Says what a replay would do, with the code that would do it. */
@Injectable()
export class ReplayPreview {
  constructor(
    private readonly pool: SqlPool,
    private readonly replays: Replays,
    private readonly steps: ReplayStep,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts for 10 seconds at most, and changes nothing.
   * @param tenant `*`: the events of every tenant
   * @throws KancaError `invalid_request` as `Replays.create` does
   */
  async count(filter: ReplayFilter, tenant: string): Promise<ReplayForecast> {
    assertReplayFilter(filter);
    const consumer = await this.replays.consumer(filter.consumer, tenant);
    const scope = scopeOf(filter, tenant, consumer?.uuid ?? null, filter.until ?? null);
    const deadline = this.clock.now() + TIME_MS;
    let cursor: ReplayCursor = { tenant: null, id: startOf(scope) };
    let sum = NO_COUNTS;
    for (let isDone = false; !isDone;) {
      if (this.clock.now() > deadline) return forecast(sum, false);
      const from = cursor;
      const step = await this.steps.prepared((consumers) =>
        this.steps.run(this.pool, scope, from, { consumers, deliveries: DELIVERIES_AT_ONCE, write: false }),
      );
      sum = {
        examined: sum.examined + step.examined,
        made: sum.made + step.made,
        hastened: sum.hastened + step.hastened,
        skipped: sum.skipped + step.skipped,
        gone: sum.gone + step.gone,
      };
      ({ cursor, isDone } = step);
    }
    return forecast(sum, true);
  }
}

function forecast({ examined, made, hastened, skipped, gone }: ReplayCounts, complete: boolean): ReplayForecast {
  return { count: made + hastened, complete, examined, skipped, gone };
}
