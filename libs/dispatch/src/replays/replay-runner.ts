import { Clock, KancaError, Observer, storableText, toId } from '@kanca/core';
import { isUnavailable, SqlPool, type ParametersOf, type SqlRunner } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DispatchSettings } from '../settings/dispatch-settings.js';
import { Successors } from '../order/successors.js';
import { WakeUp } from '../wake-up/wake-up.js';
import { advanceReplay } from './advance-replay.sql.js';
import { failReplay } from './fail-replay.sql.js';
import { forgetReplays } from './forget-replays.sql.js';
import { takeReplay, type ReplayJob } from './take-replay.sql.js';
import { tryLockReplays } from './try-lock-replays.sql.js';
import { scopeOf } from './replay-filter.js';
import { storedFilter } from './stored-filter.js';
import { DELIVERIES_AT_ONCE, ReplayStep, type StepOutcome } from './replay-step.js';

/** At a rate, so many steps a second that it does not go in bursts. */
const STEPS_PER_SECOND = 4;
const FAILURES_IN_A_ROW = 5;
const MAX_ERROR_LENGTH = 500;
const DAY_MS = 86_400_000;

/**
 * Makes the steps of all replays, of all processes. Each step is one transaction, so a process that dies in the middle of one
 * leaves nothing half made, and any other goes on behind the last. Safe to run on every replica at once.
 */
@Injectable()
export class ReplayRunner {
  private stopping = false;
  private running: Promise<number> = Promise.resolve(0);

  constructor(
    private readonly pool: SqlPool,
    private readonly steps: ReplayStep,
    private readonly successors: Successors,
    private readonly wakeUp: WakeUp,
    private readonly settings: DispatchSettings,
    private readonly clock: Clock,
    private readonly observer: Observer,
  ) {}

  /** Makes steps until none is due; resolves with how many that were. */
  run(): Promise<number> {
    this.running = this.makeSteps();
    return this.running;
  }

  /** Begins no step any more; resolves when the one that is under way has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.running.catch(() => undefined);
  }

  /** Removes replays that ended longer ago than the retention: what they made is gone, too. Resolves with how many. */
  async forget(): Promise<number> {
    const before = new Date(this.clock.now() - this.settings.retentionDays * DAY_MS);
    return (await this.pool.run(forgetReplays, { before })).length;
  }

  private async makeSteps(): Promise<number> {
    for (let made = 0; ; made++) if (this.stopping || !(await this.step())) return made;
  }

  /** One step of the replay whose turn it is; false when there was none to make, or another writes: then the next tick will do. */
  private async step(): Promise<boolean> {
    let job: ReplayJob | undefined;
    try {
      const outcome = await this.steps.prepared((consumers) =>
        this.pool.transaction(async (sql) => {
          [job] = await sql.run(takeReplay, {});
          if (job === undefined || !(await isMyTurn(sql))) return null;
          const scope = scopeOf(storedFilter(job.filter), job.tenant, job.consumer_id, job.until);
          const stepped = await this.steps.run(
            sql,
            scope,
            { tenant: job.cursor_tenant, id: job.cursor_id },
            { consumers, deliveries: deliveriesOf(job), write: { replayId: job.id } },
          );
          await sql.run(advanceReplay, parametersOf(job, stepped));
          return stepped;
        }),
      );
      if (outcome === null) return false;
      if (outcome.made + outcome.hastened > 0) this.wakeUp.deliveriesAdded();
      this.successors.changed(outcome.turns);
      // Else a large replay of ordered deliveries would pile up turns to give.
      await this.successors.settled();
      return true;
    } catch (error) {
      if (job === undefined || isForLater(error)) throw error;
      await this.failed(job.id, error);
      return true;
    }
  }

  private async failed(id: string, error: unknown): Promise<void> {
    this.observer.faulted(`a step of the replay ${toId('rpl', id)}`, error);
    const reason = storableText((error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR_LENGTH));
    await this.pool.run(failReplay, {
      id,
      error: reason.replaceAll('\0', '\uFFFD'),
      most: FAILURES_IN_A_ROW,
    });
  }
}

/** Says nothing against the replay: the next tick tries the same again. */
function isForLater(error: unknown): boolean {
  return isUnavailable(error) || (error instanceof KancaError && error.code === 'unavailable');
}

/** Does not wait, for it would with a connection. */
async function isMyTurn(sql: SqlRunner): Promise<boolean> {
  const [row] = await sql.run(tryLockReplays, {});
  return row?.locked === true;
}

function deliveriesOf({ rate }: ReplayJob): number {
  return rate === null ? DELIVERIES_AT_ONCE : Math.min(DELIVERIES_AT_ONCE, Math.ceil(rate / STEPS_PER_SECOND));
}

function parametersOf(job: ReplayJob, stepped: StepOutcome): ParametersOf<typeof advanceReplay> {
  const { cursor, examined, made, hastened, skipped, gone, isDone } = stepped;
  return {
    id: job.id,
    cursorTenant: cursor.tenant,
    cursorId: cursor.id,
    examined,
    made,
    hastened,
    skipped,
    gone,
    isDone,
  };
}
