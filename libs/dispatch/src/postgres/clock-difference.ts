import { Clock } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { readClock } from './verbs/read-clock.sql.js';

/** More than any clock is off that is set by the network. Ids, days and signatures go by the hub's clock, due times by the database's. */
const TOLERATED_MS = 5 * 60_000;

/** A connection that is silent for longer is dead. */
const ANSWER_WITHIN_MS = 5_000;

/** Compares the clock of this machine with the one of the database. */
@Injectable()
export class ClockDifference {
  constructor(
    private readonly pool: SqlPool,
    private readonly clock: Clock,
  ) {}

  /** The time by the database, in milliseconds since 1970, and the error of our clock; null when the two agree within minutes. */
  async read(): Promise<{ readonly databaseNow: number; readonly problem: string | null }> {
    const [row] = await this.pool.run(readClock, {}, ANSWER_WITHIN_MS);
    const databaseNow = row?.now_ms ?? this.clock.now();
    const differenceMs = this.clock.now() - databaseNow;
    if (Math.abs(differenceMs) <= TOLERATED_MS) return { databaseNow, problem: null };
    const minutes = String(Math.round(Math.abs(differenceMs) / 60_000));
    const problem =
      `The clock of this machine is ${minutes} minutes ${differenceMs > 0 ? 'ahead of' : 'behind'} the database's clock: ` +
      'set both by NTP.';
    return { databaseNow, problem };
  }
}
