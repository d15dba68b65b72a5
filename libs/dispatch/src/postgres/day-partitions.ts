import { firstUuidAt } from './first-uuid-at.js';

const DAY_MS = 86_400_000;

/** The tables that are parted by day, which is a range of their ids. */
export const DAY_TABLES = ['bodies', 'earlier_attempts', 'finished_deliveries'] as const;
export type DayTable = (typeof DAY_TABLES)[number];

/**
 * How long a partition may wait for its lock. Everybody who comes after it waits behind it, so a reader of hours (`pg_dump`) would stop the hub:
 * what does not get its lock at once is tried again a minute later.
 */
export const LOCK_TIMEOUT = `SET LOCAL lock_timeout = '200ms'`;

/** The days that the next partitions are for: today and three more, so there are three days of time to make each. */
export function daysToCome(nowMs: number): readonly number[] {
  const today = Math.floor(nowMs / DAY_MS);
  return [0, 1, 2, 3].map((ahead) => today + ahead);
}

/** @param day counted from 1970-01-01, in UTC */
export function partitionName(table: DayTable, day: number): string {
  return `${table}_${new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`;
}

/** Ids of a day: from the first up to, and without, the second. */
export function idsOfDay(day: number): readonly [string, string] {
  return [firstUuidAt(day * DAY_MS), firstUuidAt((day + 1) * DAY_MS)];
}

/** The day of a partition, by its name. */
export function dayOf(partition: string): number {
  const date = partition.slice(-8);
  return Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00Z`) / DAY_MS;
}

/** The last moment of a day is before this one, in milliseconds since 1970. */
export function endOfDay(day: number): number {
  return (day + 1) * DAY_MS;
}
