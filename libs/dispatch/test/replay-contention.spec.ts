import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SqlPool } from '@kanca/database';
import { ConsumerCatalogue, Publisher } from '@kanca/dispatch';
import { ReplayRunner } from '@kanca/dispatch/engine';
import { DeliveryQueries, DeliveryControl, EventReplay, Replays } from '@kanca/dispatch/operator';
import { createTestEngine, eventually, type TestEngine } from '@kanca/testing';

/** More than there are connections. */
const MANY = 12;
const LOOKED_AT_ONCE = 5_000;

describe("replays that come in each other's way", () => {
  let engine: TestEngine;
  let elsewhere: TestEngine;
  let id: string;

  beforeEach(async () => {
    engine = await createTestEngine({ settings: { worker: false, scheduler: false } });
    elsewhere = await createTestEngine({ database: engine.database, settings: { worker: false, scheduler: false } });
    await put(engine, 1);
    id = await publish('a.b');
  });
  afterEach(async () => {
    await elsewhere.close();
    await engine.close();
  });

  const put = (at: TestEngine, number: number): Promise<void> =>
    at.app.get(ConsumerCatalogue).put({
      id: `00000000-0000-7000-8000-00000000000${String(number)}`,
      tenant: 'default',
      kind: 'subscription',
      name: `consumer ${String(number)}`,
      filters: ['a.b'],
      state: 'paused',
      concurrency: 1,
      timeoutMs: 1_000,
      retry: { kind: 'list', delaysMs: [], jitter: 0 },
      reply: false,
    });
  const publish = async (type: string): Promise<string> =>
    (await engine.app.get(Publisher).publish({ tenant: 'default', type, data: {} })).id;
  const count = async (from: string): Promise<number> =>
    (await engine.dataSource.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${from}`))[0]?.n ?? 0;
  /** As if a step of a replay took as long as `work`. */
  const duringAStep = async <T>(work: () => Promise<T>): Promise<T> =>
    engine.dataSource.transaction(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('kanca.replays'))`);
      return work();
    });
  const someoneWaits = (): Promise<unknown> =>
    eventually(async () => (await count(`pg_locks WHERE locktype = 'advisory' AND NOT granted`)) > 0);

  it('many of one event wait without a connection, so that events come in, and none fails when a consumer changes', async () => {
    const replays = await duringAStep(async () => {
      const begun = Array.from({ length: MANY }, () => engine.app.get(EventReplay).run(id, '*'));
      await someoneWaits();
      await publish('p.q');
      await put(elsewhere, 2);
      // As a promise of its own: it ends after the step.
      return { all: Promise.all(begun) };
    });
    const made = (await replays.all).map(({ deliveries }) => deliveries);
    expect(made.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await count('kanca.open_deliveries')).toBe(2);
  });

  it('many retries by hand wait without a connection, too', async () => {
    const events = await Promise.all(Array.from({ length: MANY }, () => publish('a.b')));
    const { data } = await engine.app.get(DeliveryQueries).list({ tenant: '*', limit: 100 });
    const control = engine.app.get(DeliveryControl);
    for (const delivery of data) await control.cancel(delivery.id, '*');
    const retries = await duringAStep(async () => {
      const begun = data.map((delivery) => control.retry(delivery.id, '*'));
      await someoneWaits();
      await publish('p.q');
      return { all: Promise.all(begun) };
    });
    await retries.all;
    expect(await count('kanca.open_deliveries')).toBe(events.length + 1);
  });

  it('a step takes no second connection when it finds that a consumer was added: it begins anew', async () => {
    const pool = engine.app.get(SqlPool);
    const transaction = pool.transaction.bind(pool);
    const run = pool.run.bind(pool);
    let open = 0;
    let steps = 0;
    pool.run = (statement, parameters) => {
      if (open > 0 && statement.name === 'read-consumers')
        return Promise.reject(new Error('A second connection inside a transaction.'));
      return run(statement, parameters);
    };
    pool.transaction = (work) =>
      transaction(async (sql) => {
        open++;
        if (steps++ === 0) await put(elsewhere, 2);
        return work(sql).finally(() => open--);
      });
    expect(await engine.app.get(EventReplay).run(id, '*')).toEqual({ id, deliveries: 1, skipped: 1 });
    expect(steps).toBe(2);
  });

  it('a job lets its tick pass instead of waiting with a connection', async () => {
    const { id: replay } = await engine.app.get(Replays).create({ tenant: '*', filter: { all: true } });
    const runner = engine.app.get(ReplayRunner);
    expect(await duringAStep(() => runner.run())).toBe(0);
    await runner.run();
    expect((await engine.app.get(Replays).get(replay, '*')).state).toBe('done');
  });

  it('of what failed passes over no event when others are delivered while it looks for them', async () => {
    await engine.dataSource.query('DELETE FROM kanca.open_deliveries');
    // A page of events of another type, and behind it what is asked for; each with a delivery that waits for its next attempt.
    await engine.dataSource.query(
      `INSERT INTO kanca.events (tenant, id, source, type, "time", dedup_key, datacontenttype, traceparent, data_id, data_size)
       SELECT tenant, (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000')::uuid, source,
              CASE WHEN n > $1::int - 100 THEN 'a.b' ELSE 'p.q' END,
              "time", int8send(n), datacontenttype, traceparent, data_id, data_size
       FROM kanca.events CROSS JOIN generate_series(1, $1::int + 200) AS n`,
      [LOOKED_AT_ONCE],
    );
    await engine.dataSource.query(
      `INSERT INTO kanca.open_deliveries (tenant, id, event_id, consumer_id, attempts, lane, due_at)
       SELECT tenant, id, id, '00000000-0000-7000-8000-000000000001', 1, 1, now() + interval '1 hour'
       FROM kanca.events WHERE dedup_key < int8send(1000000)`,
    );
    const pool = engine.app.get(SqlPool);
    const transaction = pool.transaction.bind(pool);
    let looked = 0;
    pool.transaction = (work) =>
      transaction((sql) =>
        work({
          run: async (statement, parameters) => {
            const rows = await sql.run(statement, parameters);
            if (statement.name.startsWith('replay-find') && looked++ === 0)
              await engine.dataSource.query(
                `DELETE FROM kanca.open_deliveries WHERE event_id IN
                   (SELECT id FROM kanca.events WHERE type = 'p.q' ORDER BY id LIMIT 150)`,
              );
            return rows;
          },
        }),
      );
    const { id: replay } = await engine.app
      .get(Replays)
      .create({ tenant: '*', filter: { state: 'failed', type: 'a.b' } });
    await engine.app.get(ReplayRunner).run();
    expect((await engine.app.get(Replays).get(replay, '*')).progress).toMatchObject({ hastened: 300 });
  });
});
