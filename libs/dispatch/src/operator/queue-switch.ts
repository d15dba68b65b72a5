import { readPaused } from './read-queue-paused.sql.js';
import { setPaused } from './set-queue-paused.sql.js';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { WakeUp } from '../wake-up/wake-up.js';

/** Holds the deliveries of every consumer at once, on all replicas; what each of them is set to is left alone. */
@Injectable()
export class QueueSwitch {
  constructor(
    private readonly pool: SqlPool,
    private readonly wakeUp: WakeUp,
  ) {}

  /** No attempt begins any more. Those that run end, and events keep arriving. */
  async pause(): Promise<void> {
    await this.pool.run(setPaused, { paused: true });
  }

  async resume(): Promise<void> {
    await this.pool.run(setPaused, { paused: false });
    this.wakeUp.deliveriesAdded();
  }

  async isPaused(): Promise<boolean> {
    const [set] = await this.pool.run(readPaused, {});
    return set?.paused ?? false;
  }
}
