import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SilentObserver } from '@kanca/core';
import { dataSourceOptions, migrateDatabase } from '@kanca/database';
import { HUB_TABLES } from '@kanca/hub';
import { createTestDatabase, type TestDatabase } from '@kanca/testing';
import { DataSource } from 'typeorm';

const SNAPSHOT = new URL('schema.sql', import.meta.url);

/** One line for each column, index and constraint: what the migrations make, whichever tool shows it. */
const DESCRIBE = `
  SELECT line FROM (
    SELECT 1 AS part, format('table %s: %s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                             CASE WHEN a.attnotnull THEN ' not null' ELSE '' END) AS line
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'kanca'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT 2, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relnamespace = 'kanca'::regnamespace AND NOT c.relispartition
    UNION ALL
    SELECT 3, format('check %s: %s', c.relname, pg_get_constraintdef(k.oid)) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE c.relnamespace = 'kanca'::regnamespace AND k.contype = 'c' AND NOT c.relispartition
    UNION ALL
    SELECT 4, format('enum %s: %s', t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder))
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'kanca'::regnamespace GROUP BY t.typname
  ) AS lines ORDER BY part, line COLLATE "C"`;

describe('the schema', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrateDatabase(database.url, HUB_TABLES);
    dataSource = new DataSource(
      dataSourceOptions({ url: database.url, tables: HUB_TABLES, observer: new SilentObserver() }),
    );
    await dataSource.initialize();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('is what the snapshot says (update it with UPDATE_SCHEMA=1 npm test -- schema)', async () => {
    const rows = await dataSource.query<{ line: string }[]>(DESCRIBE);
    const schema = `${rows.map(({ line }) => line).join('\n')}\n`;
    if (process.env['UPDATE_SCHEMA'] !== undefined) writeFileSync(SNAPSHOT, schema);
    expect(schema).toBe(readFileSync(SNAPSHOT, 'utf8'));
  });

  it('has every column that the entities read', async () => {
    for (const entity of dataSource.entityMetadatas)
      await expect(dataSource.getRepository(entity.target).find({ take: 1 })).resolves.toEqual([]);
  });
});
