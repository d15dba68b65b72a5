import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emit } from '@kanca/dispatch';
import { OutboxRelay } from '@kanca/dispatch/engine';
import { EventQueries } from '@kanca/dispatch/operator';
import { createTestEngine, eventually, type TestEngine } from '@kanca/testing';
import pg from 'pg';

/** Events that belong to a transaction of somebody else. */
describe('the outbox', () => {
  let engine: TestEngine;

  beforeAll(async () => {
    engine = await createTestEngine({ settings: { outboxMs: 20 } });
    await engine.dataSource.query('CREATE TABLE orders (id int PRIMARY KEY)');
  });

  afterAll(() => engine.close());

  const eventsOf = async (type: string): Promise<readonly { id: string; subject: string | null; time: Date }[]> =>
    (await engine.app.get(EventQueries).list({ tenant: '*', limit: 100, type })).data;

  it('publishes what was emitted once the transaction is committed', async () => {
    await engine.dataSource.transaction(async (manager) => {
      await manager.query('INSERT INTO orders VALUES (1)');
      await emit(manager, { type: 'order.placed', data: { n: 9007199254740993n.toString() }, subject: 'order/1' });
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await eventsOf('order.placed')).toEqual([]);
    });
    const [event] = await eventually(async () => {
      const found = await eventsOf('order.placed');
      return found.length === 1 && found;
    });
    expect(event?.subject).toBe('order/1');
    const { data } = await engine.app.get(EventQueries).get(event?.id ?? '', '*');
    expect(data).toEqual({ n: '9007199254740993' });
    await eventually(async () => (await engine.dataSource.query<unknown[]>('SELECT FROM kanca.outbox')).length === 0);
  });

  it('publishes nothing of a transaction that is rolled back', async () => {
    await expect(
      engine.dataSource.transaction(async (manager) => {
        await emit(manager, { type: 'order.undone', data: 1 });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await emit(engine.dataSource, { type: 'order.after', data: 2 });
    await eventually(async () => (await eventsOf('order.after')).length === 1);
    expect(await eventsOf('order.undone')).toEqual([]);
  });

  it('takes events from a plain client, in SQL alone', async () => {
    const client = new pg.Client({ connectionString: engine.database.url });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query('INSERT INTO orders VALUES (2)');
      await client.query(`SELECT kanca.emit('order.shipped', '{"id": 2}', id => 'shipped-2')`);
      await client.query('COMMIT');
      await client.query(`SELECT kanca.emit('order.shipped', '{"id": 2}', id => 'shipped-2')`);
    } finally {
      await client.end();
    }
    await eventually(async () => (await engine.dataSource.query<unknown[]>('SELECT FROM kanca.outbox')).length === 0);
    expect(await eventsOf('order.shipped')).toHaveLength(1);
  });

  it('publishes an event once, also when the process died before it was removed', async () => {
    await engine.dataSource.query(
      `INSERT INTO kanca.outbox (key, tenant, type, data, "time")
       SELECT '00000000-0000-4000-8000-000000000001', 'default', 'order.twice', '1', now() FROM generate_series(1, 2)`,
    );
    await engine.app.get(OutboxRelay).relay();
    await eventually(async () => (await engine.dataSource.query<unknown[]>('SELECT FROM kanca.outbox')).length === 0);
    expect(await eventsOf('order.twice')).toHaveLength(1);
  });

  it.each([
    ['a type without words', { type: '..', data: 1 }, /outbox_type_has_dotted_words/],
    ['data beyond 1 MiB', { type: 'a.b', data: 'x'.repeat(1_048_577) }, /outbox_data_is_at_most_1_mib/],
    ['a time without end', { type: 'a.b', data: 1, time: new Date('+010000-01-01') }, /outbox_time_is_of_our_era/],
    ['a tenant without a name', { type: 'a.b', data: 1, tenant: '' }, /outbox_tenant/],
    ['an empty id', { type: 'a.b', data: 1, id: '' }, /outbox_event_id/],
  ])('refuses %s in the transaction that emits it', async (_, event, rule) => {
    await expect(emit(engine.dataSource, event)).rejects.toThrow(rule);
  });
});
