import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SqlPool } from '@kanca/database';
import { DeliveryQueries, EventQueries } from '@kanca/dispatch/operator';
import { createTestEngine, type TestEngine } from '@kanca/testing';
import type { Logger } from 'typeorm';

interface Asked {
  readonly text: string;
  readonly values: readonly unknown[];
}

const ID = `(lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid`;

/** How PostgreSQL answers the lists of events and deliveries where there are many. */
describe('the plans of lists', () => {
  let engine: TestEngine;
  const asked: Asked[] = [];

  beforeAll(async () => {
    engine = await createTestEngine({ settings: { worker: false, scheduler: false } });
    const { dataSource } = engine;
    await dataSource.query(`
      INSERT INTO kanca.events (tenant, id, provider, source, type, "time", received_at, dedup_key, duplicates, datacontenttype,
                                traceparent, data_id, data_size, depth, came_alone)
      SELECT 'default', id, NULL, '/published/default', 'many.one', at, at, uuid_send(id), 0, 'application/json', '', id, 12, 0, false
      FROM (SELECT at, ${ID} AS id FROM (SELECT n, now() - n * interval '1 second' AS at FROM generate_series(1, 30000) AS n) AS numbered) AS made`);
    await dataSource.query(`
      INSERT INTO kanca.bodies (tenant, id, content) SELECT tenant, id, convert_to('{"many":true}', 'UTF8') FROM kanca.events`);
    await dataSource.query(`
      INSERT INTO kanca.finished_deliveries (tenant, id, event_id, consumer_id, state, attempts, created_at, finished_at, attempt_id,
                                             outcome, status, started_at, duration_ms)
      SELECT tenant, id, id, '00000000-0000-7000-8000-000000000001', 'delivered', 1, received_at, received_at, id, 'ok', 200, received_at, 5
      FROM kanca.events`);
    await dataSource.query('ANALYZE');
    listen();
  });

  afterAll(() => engine.close());

  /** Writes down what the queries ask PostgreSQL, by TypeORM and by the pool. */
  function listen(): void {
    const logger: Partial<Logger> = {
      logQuery: (text, values) => {
        asked.push({ text, values: Array.isArray(values) ? values : [] });
      },
    };
    Object.assign(engine.dataSource, {
      logger: new Proxy(logger, { get: (target, name): unknown => Reflect.get(target, name) ?? (() => undefined) }),
    });
    const pool = engine.app.get(SqlPool);
    const run = pool.run.bind(pool);
    Object.assign(pool, {
      run: (...call: Parameters<typeof run>) => {
        asked.push(call[0].bind(call[1]));
        return run(...call);
      },
    });
  }

  /** What is read as a whole although it is large. */
  async function readAsAWhole(list: () => Promise<unknown>): Promise<readonly string[]> {
    asked.length = 0;
    await list();
    const queries = asked.filter(({ text }) => /^\s*(?:SELECT|WITH)/.test(text));
    expect(queries.length).toBeGreaterThan(0);
    const read: string[] = [];
    for (const { text, values } of [...queries]) {
      const plan = await engine.dataSource.transaction(async (manager) => {
        // A table of 30,000 rows is read as a whole because that is cheap: the plan is to have a way without it, for when there are a million.
        await manager.query('SET LOCAL enable_seqscan = off');
        return manager.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${text}`, [...values]);
      });
      for (const { 'QUERY PLAN': line } of plan) {
        const [, table, rows] = /Seq Scan on (\w+).*rows=(\d+)/.exec(line) ?? [];
        if (table !== undefined && /^(?:events|bodies|finished)/.test(table) && Number(rows) > 1_000)
          read.push(line.trim());
      }
    }
    return read;
  }

  const everyone = { tenant: '*', limit: 10 };
  const tenant = { tenant: 'default', limit: 10 };

  it.each([
    ['all', {}],
    ['a type that is rare', { type: 'rare.one' }],
    ['a subject', { subject: 'order-7' }],
    ['a source', { source: '/github' }],
    ['a time', { since: new Date(Date.now() - 3_600_000), until: new Date(Date.now() - 1_800_000) }],
    ['a state', { state: 'dead' }],
    ['a word', { q: 'nowhere' }],
    ['a value', { q: 'data.many=false' }],
    ['a header', { q: 'header.x-event=push' }],
  ])('events by %s read no table as a whole', async (_, filter) => {
    const events = engine.app.get(EventQueries);
    expect(await readAsAWhole(() => events.list({ ...everyone, ...filter }))).toEqual([]);
    expect(await readAsAWhole(() => events.list({ ...tenant, ...filter }))).toEqual([]);
  });

  it.each([
    ['all', {}],
    ['a type that is rare', { type: 'rare.one' }],
    ['a subject', { subject: 'order-7' }],
    ['a time', { since: new Date(Date.now() - 3_600_000), until: new Date(Date.now() - 1_800_000) }],
    ['a status', { status: '5xx' }],
    ['an error', { error: 'refused' }],
    ['dead letters', { state: 'dead' }],
  ])('deliveries by %s read no table as a whole', async (_, filter) => {
    const deliveries = engine.app.get(DeliveryQueries);
    expect(await readAsAWhole(() => deliveries.list({ ...everyone, ...filter }))).toEqual([]);
    expect(await readAsAWhole(() => deliveries.list({ ...tenant, ...filter }))).toEqual([]);
  });
});
