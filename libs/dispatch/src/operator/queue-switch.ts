import { SqlPool, type Statement } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { WakeUp } from '../wake-up/wake-up.js';

const setPaused: Statement = {
  name: 'set-queue-paused',
  text: `UPDATE kanca.consumer_set SET paused = $1::boolean WHERE paused <> $1::boolean`,
};

const readPaused: Statement = { name: 'read-queue-paused', text: `SELECT paused FROM kanca.consumer_set` };

/** Holds the deliveries of every consumer at once, on all replicas; what each of them is set to is left alone. */
@Injectable()
export class QueueSwitch {
  constructor(
    private readonly pool: SqlPool,
    private readonly wakeUp: WakeUp,
  ) {}

  /** No attempt begins any more. Those that run end, and events keep arriving. */
  async pause(): Promise<void> {
    await this.pool.run(setPaused, [true]);
  }

  async resume(): Promise<void> {
    await this.pool.run(setPaused, [false]);
    this.wakeUp.deliveriesAdded();
  }

  async isPaused(): Promise<boolean> {
    const [set] = await this.pool.run<{ paused: boolean }>(readPaused, []);
    return set?.paused ?? false;
  }
}
