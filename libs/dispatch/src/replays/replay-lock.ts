import { SqlPool, type SqlRunner } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { SerialQueue } from './serial-queue.js';
import { lockReplays } from './lock-replays.sql.js';

const MOST_WAITING = 1_000;

/**
 * Lets one at a time, over all processes, look whether a pair of event and consumer has a delivery under way and make one. In one
 * process they wait for each other without a connection: there are few, and events that come in need them.
 */
@Injectable()
export class ReplayLock {
  private readonly queue = new SerialQueue(MOST_WAITING);

  constructor(private readonly pool: SqlPool) {}

  /**
   * Runs `work` in a transaction of its own. It must take no other connection.
   * @throws what `work` throws; KancaError `unavailable` when too many wait
   */
  transaction<T>(work: (sql: SqlRunner) => Promise<T>): Promise<T> {
    return this.queue.run(() =>
      this.pool.transaction(async (sql) => {
        await sql.run(lockReplays, {});
        return work(sql);
      }),
    );
  }
}
