import type { DataSource } from 'typeorm';
import { dayOf, endOfDay, LOCK_TIMEOUT, type DayTable } from './day-partitions.js';
import { isLockRefused } from './lock-refused.js';

export interface DroppedDays {
  readonly dropped: readonly string[];
  /** Whether somebody else holds a lock on one of them: try again. */
  readonly isPostponed: boolean;
}

/** The days of a table that ended before a moment, as names of partitions. */
export async function expiredDays(dataSource: DataSource, table: DayTable, before: number): Promise<readonly string[]> {
  const found = await dataSource.query<{ name: string }[]>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'kanca' AND c.relname ~ '^${table}_[0-9]{8}$' ORDER BY c.relname`,
  );
  return found.map(({ name }) => name).filter((name) => endOfDay(dayOf(name)) <= before);
}

/**
 * Drops days: a file deletion, however many rows they hold. One in each transaction: a verdict writes to several of the tables, so a process that locks
 * two of them can lock them the other way round. (Detaching a partition without a lock is not possible where there is a default partition.)
 */
export async function dropDays(dataSource: DataSource, names: readonly string[]): Promise<DroppedDays> {
  const dropped: string[] = [];
  for (const name of names)
    try {
      await dataSource.transaction(async (manager) => {
        await manager.query(LOCK_TIMEOUT);
        await manager.query(`DROP TABLE IF EXISTS kanca.${name}`);
      });
      dropped.push(name);
    } catch (error) {
      if (!isLockRefused(error)) throw error;
    }
  return { dropped, isPostponed: dropped.length < names.length };
}
