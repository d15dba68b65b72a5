import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventQueries } from '@kanca/dispatch/operator';
import { HandlersModule } from '@kanca/handlers';
import { createTestEngine, eventually, type TestEngine } from '@kanca/testing';
import type { Type } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { openGuide, type Guide } from '../support/guide.js';

/** What a reader of docs/guides/outbox.md copies out of it. */
describe('the guide to the outbox', () => {
  let guide: Guide;
  let engine: TestEngine;
  /** That of an application beside the hub. */
  let dataSource: DataSource;

  beforeAll(async () => {
    guide = await openGuide('docs/guides/outbox.md');
    const { default: module } = await guide.load<{ readonly default: Type }>('ship-orders.ts');
    engine = await createTestEngine({ imports: [HandlersModule, module], settings: { outboxMs: 20 } });
    dataSource = await new DataSource({ type: 'postgres', url: engine.database.url }).initialize();
    await dataSource.query('CREATE TABLE public.orders (id int PRIMARY KEY, shipped boolean NOT NULL DEFAULT false)');
  });

  afterAll(async () => {
    await dataSource.destroy();
    await engine.close();
    await guide.close();
  });

  const eventsOf = (type: string): ReturnType<EventQueries['list']> =>
    engine.app.get(EventQueries).list({ tenant: '*', limit: 50, type });

  it('has no snippet that does not compile, and none that is not run here', () => {
    expect(guide.problems()).toBe('');
    expect(guide.files).toEqual(['place-order.ts', 'ship-orders.ts']);
  });

  it('places an order with its event, and ships it because of that', async () => {
    const { placeOrder } = await guide.load<{
      readonly placeOrder: (source: DataSource, id: number) => Promise<void>;
    }>('place-order.ts');
    await placeOrder(dataSource, 1);
    await expect(placeOrder(dataSource, 1)).rejects.toThrow('duplicate key');
    const shipped = await eventually(async () => {
      const { data } = await eventsOf('order.shipped');
      return data.length === 1 && data;
    });
    const placed = (await eventsOf('order.placed')).data;
    expect(placed).toEqual([expect.objectContaining({ subject: 'order/1' })]);
    expect(shipped).toEqual([expect.objectContaining({ cause: placed[0]?.id, depth: 1 })]);
    expect(await dataSource.query('SELECT shipped FROM orders WHERE id = 1')).toEqual([{ shipped: true }]);
  });

  it('speaks SQL that a plain client can speak', async () => {
    const sql = /^```sql\n([^]*?)^```$/m.exec(await readFile('docs/guides/outbox.md', 'utf8'))?.[1] ?? '';
    const client = new pg.Client({ connectionString: engine.database.url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
    await eventually(async () => (await eventsOf('order.shipped')).data.some(({ subject }) => subject === 'order/2'));
    expect(await dataSource.query('SELECT id FROM orders WHERE id = 2')).toEqual([{ id: 2 }]);
  });
});
