import type { DataSource } from 'typeorm';

const DAY_MS = 86_400_000;
const PARTITIONED = ['bodies', 'earlier_attempts', 'finished_deliveries'] as const;
type DayTable = (typeof PARTITIONED)[number];
const DAYS_AHEAD = 3;

/** The smallest UUIDv7 of a moment: ids sort by time, so a day is a range of ids. */
export function firstUuidAt(epochMs: number): string {
  const hex = Math.max(0, epochMs).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}

/**
 * Makes the partitions of today and the next days, each in a transaction of its own. Safe to run anywhere at any time; runs under a
 * lock so that two do not race.
 */
export async function makeDayPartitions(dataSource: DataSource, nowMs: number): Promise<void> {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  for (const table of PARTITIONED)
    for (let day = 0; day <= DAYS_AHEAD; day++) await makeDayPartition(dataSource, table, today + day * DAY_MS);
}

/** Rows that came in while the day had none lie in the default partition, and move. */
async function makeDayPartition(dataSource: DataSource, table: DayTable, from: number): Promise<void> {
  const name = partitionName(table, from);
  const [first, end] = [firstUuidAt(from), firstUuidAt(from + DAY_MS)];
  await dataSource.transaction(async (manager) => {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('kanca.day-partitions'))`);
    const [found] = await manager.query<{ made: boolean }[]>(`SELECT to_regclass('kanca.${name}') IS NOT NULL AS made`);
    if (found?.made === true) return;
    await manager.query(`LOCK TABLE kanca.${table} IN ACCESS EXCLUSIVE MODE`);
    await manager.query(
      `CREATE TEMP TABLE moving ON COMMIT DROP AS
       SELECT * FROM kanca.${table}_other WHERE id >= '${first}' AND id < '${end}'`,
    );
    await manager.query(`DELETE FROM kanca.${table}_other WHERE id >= '${first}' AND id < '${end}'`);
    await manager.query(
      `CREATE TABLE kanca.${name} PARTITION OF kanca.${table} FOR VALUES FROM ('${first}') TO ('${end}')`,
    );
    await manager.query(`INSERT INTO kanca.${table} SELECT * FROM moving`);
  });
}

/** Drops whole days that are older than the retention: a file deletion, however many rows they hold. */
export async function dropDayPartitions(
  dataSource: DataSource,
  tables: readonly DayTable[],
  before: number,
): Promise<readonly string[]> {
  return dataSource.transaction(async (manager) => {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('kanca.day-partitions'))`);
    const found = await manager.query<{ name: string }[]>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'kanca' AND c.relname ~ '^(${tables.join('|')})_[0-9]{8}$'`,
    );
    const expired = found.map(({ name }) => name).filter((name) => endOfPartition(name) <= before);
    for (const name of expired) await manager.query(`DROP TABLE kanca.${name}`);
    return expired;
  });
}

function partitionName(table: string, from: number): string {
  return `${table}_${new Date(from).toISOString().slice(0, 10).replaceAll('-', '')}`;
}

function endOfPartition(name: string): number {
  const day = name.slice(-8);
  return Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`) + DAY_MS;
}
