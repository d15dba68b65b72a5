import type { DataSource, EntityManager } from 'typeorm';
import { DAY_TABLES, daysToCome, idsOfDay, LOCK_TIMEOUT, partitionName, type DayTable } from './day-partitions.js';
import { isLockRefused } from './lock-refused.js';

/**
 * Makes the partitions of today and the next days, each in a transaction of its own. Safe to run anywhere at any time.
 * @returns whether all are there; not when somebody else holds a lock on a table: rows lie in the default partition until then
 */
export async function makeDayPartitions(dataSource: DataSource, nowMs: number): Promise<boolean> {
  let areAllThere = true;
  for (const table of DAY_TABLES)
    for (const day of daysToCome(nowMs)) areAllThere = (await makeDayPartition(dataSource, table, day)) && areAllThere;
  return areAllThere;
}

async function makeDayPartition(dataSource: DataSource, table: DayTable, day: number): Promise<boolean> {
  const name = partitionName(table, day);
  if (await isThere(dataSource.manager, name)) return true;
  try {
    await dataSource.transaction(async (manager) => {
      await manager.query(LOCK_TIMEOUT);
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('kanca.day-partitions'))`);
      if (!(await isThere(manager, name))) await attach(manager, table, name, idsOfDay(day));
    });
    return true;
  } catch (error) {
    if (isLockRefused(error)) return false;
    throw error;
  }
}

async function isThere(manager: EntityManager, name: string): Promise<boolean> {
  const [found] = await manager.query<{ made: boolean }[]>(`SELECT to_regclass('kanca.${name}') IS NOT NULL AS made`);
  return found?.made === true;
}

/**
 * Makes the table apart and attaches it: CREATE … PARTITION OF would lock the whole table against everybody, ATTACH locks its default partition only,
 * which holds what came in while a day had no partition. Those rows move.
 */
async function attach(
  manager: EntityManager,
  table: DayTable,
  name: string,
  [first, end]: readonly [string, string],
): Promise<void> {
  const rows = `FROM kanca.${table}_other WHERE id >= '${first}' AND id < '${end}'`;
  await manager.query(`LOCK TABLE kanca.${table}_other IN ACCESS EXCLUSIVE MODE`);
  await manager.query(
    `CREATE TABLE kanca.${name}
     (LIKE kanca.${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING COMPRESSION)`,
  );
  await manager.query(`INSERT INTO kanca.${name} SELECT * ${rows}`);
  await manager.query(`DELETE ${rows}`);
  await manager.query(
    `ALTER TABLE kanca.${table} ATTACH PARTITION kanca.${name} FOR VALUES FROM ('${first}') TO ('${end}')`,
  );
}
