import { Clock } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { countUnresolved } from './count-unresolved.sql.js';
import { queueDepths } from './queue-depths.sql.js';

const REMEMBER_MS = 2_000;
/** Dead letters are many where something is wrong for long: looking at them may take a twentieth of the time, and no more. */
const DEAD_LETTER_SHARE = 20;

/** How many deliveries are in each state, and the age of the oldest that waits, in seconds. */
export interface QueueDepths {
  /** Due now. */
  readonly ready: number;
  /** Due later, waiting for an earlier delivery of their key, or for an endpoint that is left alone because it failed. */
  readonly scheduled: number;
  readonly running: number;
  /** Kept back: the consumer is paused or disabled, or the delivery blocks its key until an operator decides. */
  readonly held: number;
  /** Dead letters whose event was not delivered to the consumer later, by a replay. */
  readonly dead: number;
  /** Emitted in somebody's transaction and not in the log yet. */
  readonly outbox: number;
  /** How long the oldest ready delivery has been due, of those that workers make; 0 when none is. */
  readonly oldestAgeSeconds: number;
}

/** How full the queue is. Walks open deliveries and dead letters only. */
@Injectable()
export class QueueGauge {
  private latest: { readonly at: number; readonly reading: Promise<QueueDepths> } | null = null;
  private dead = { count: 0, until: 0 };

  constructor(
    private readonly pool: SqlPool,
    private readonly clock: Clock,
  ) {}

  /** At most one reading at a time, and none older than a few seconds: many who ask cost as much as one. */
  read(): Promise<QueueDepths> {
    if (this.latest === null || this.clock.now() - this.latest.at > REMEMBER_MS) {
      const reading = this.count();
      this.latest = { at: this.clock.now(), reading };
      reading.catch(() => {
        this.latest = null;
      });
    }
    return this.latest.reading;
  }

  private async count(): Promise<QueueDepths> {
    const dead = await this.countDead();
    const [row] = await this.pool.run(queueDepths, {});
    return {
      ready: Number(row?.ready ?? 0),
      scheduled: Number(row?.scheduled ?? 0),
      running: Number(row?.running ?? 0),
      held: Number(row?.held ?? 0),
      dead,
      outbox: Number(row?.outbox ?? 0),
      oldestAgeSeconds: Math.round(Number(row?.oldestAgeSeconds ?? 0)),
    };
  }

  private async countDead(): Promise<number> {
    const startedAt = this.clock.now();
    if (startedAt < this.dead.until) return this.dead.count;
    const [row] = await this.pool.run(countUnresolved, {});
    const endedAt = this.clock.now();
    this.dead = { count: Number(row?.count ?? 0), until: endedAt + (endedAt - startedAt) * DEAD_LETTER_SHARE };
    return this.dead.count;
  }
}
