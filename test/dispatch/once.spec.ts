import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toId, uuidOf, type HandledEvent } from '@kanca/core';
import { once, Publisher, type Once } from '@kanca/dispatch';
import { forgetMarkers } from '@kanca/dispatch/engine';
import { DeliveryQueries, type AttemptView } from '@kanca/dispatch/operator';
import { SqlPool, statement, uuid } from '@kanca/database';
import { HandlersModule, OnWebhook, type HandlerContext } from '@kanca/handlers';
import { createTestEngine, eventually, type TestEngine } from '@kanca/testing';
import { Injectable, Module } from '@nestjs/common';
import fc from 'fast-check';
import pg from 'pg';
import { DataSource } from 'typeorm';

const ACCIDENTS = [
  'throws before the commit',
  'loses its connection',
  'throws after the commit',
  'is given up before the commit',
  'is given up after the commit',
] as const;

/** What goes wrong, one for each attempt; after the last all is well. */
type Accidents = readonly (typeof ACCIDENTS)[number][];

const EXPIRE_LEASE = statement()({
  name: 'expire-lease-of-a-delivery',
  params: { eventId: uuid },
  text: `UPDATE kanca.claims SET lease_until = now() - interval '1 second'
         WHERE delivery_ids && ARRAY(SELECT id FROM kanca.open_deliveries WHERE event_id = :eventId)`,
});

const MANY_TIMES = { kind: 'list', delaysMs: Array.from({ length: 50 }, () => 1), jitter: 0 } as const;

/** Adds 1 to an account for each event, in attempts that come to every kind of end. */
@Injectable()
class Deposits {
  private readonly begun = new Map<string, number>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly pool: SqlPool,
  ) {}

  @OnWebhook('*', { types: ['deposit'], concurrency: 100, retry: MANY_TIMES })
  async deposit(event: HandledEvent, { attempt }: HandlerContext): Promise<void> {
    const { account, accidents } = event.data as { readonly account: string; readonly accidents: Accidents };
    const accident = accidents[attempt - 1];
    this.begun.set(event.id, attempt);
    await this.dataSource.transaction(async (manager) => {
      await once(manager, event, () =>
        manager.query('UPDATE accounts SET balance = balance + 1 WHERE name = $1', [account]),
      );
      if (accident === 'throws before the commit') throw new Error(accident);
      if (accident === 'loses its connection') await manager.query('SELECT pg_terminate_backend(pg_backend_pid())');
      if (accident === 'is given up before the commit') await this.giveUp(event.id, attempt);
    });
    if (accident === 'throws after the commit') throw new Error(accident);
    if (accident === 'is given up after the commit') await this.giveUp(event.id, attempt);
  }

  /** Everybody takes this worker for dead. It is not, and goes on when the next attempt is under way. */
  private async giveUp(eventId: string, attempt: number): Promise<void> {
    await eventually(async () => {
      // Again and again: a live worker prolongs its leases each second, and may do so before anybody has looked.
      await this.pool.run(EXPIRE_LEASE, { eventId: uuidOf('evt', eventId) });
      return (this.begun.get(eventId) ?? 0) > attempt;
    });
  }
}

@Module({ imports: [HandlersModule], providers: [Deposits] })
class DepositsModule {}

describe('once', () => {
  let engine: TestEngine;
  let event: Pick<HandledEvent, 'id' | 'tenant' | 'idempotencyKey'>;
  let events = 0;

  beforeAll(async () => {
    engine = await createTestEngine({ imports: [DepositsModule] });
    await engine.dataSource.query('CREATE TABLE accounts (name text PRIMARY KEY, balance int NOT NULL DEFAULT 0)');
  });

  afterAll(() => engine.close());

  beforeEach(() => {
    const id = toId('evt', `00000000-0000-7000-8000-${String(++events).padStart(12, '0')}`);
    event = { id, tenant: 'default', idempotencyKey: `${id}:hdl_test` };
  });

  const markers = async (): Promise<readonly string[]> =>
    (
      await engine.dataSource.query<{ key: string }[]>('SELECT key FROM kanca.once WHERE event_id = $1 ORDER BY key', [
        uuidOf('evt', event.id),
      ])
    ).map(({ key }) => key);
  const done = (work: () => Promise<string> | string, part?: string): Promise<Once<string>> =>
    engine.dataSource.transaction((manager) => once(manager, event, work, part));

  it('does the work the first time, and says so', async () => {
    expect(await done(() => 'a')).toEqual({ ran: true, result: 'a' });
    expect(await done(() => Promise.reject(new Error('never called')))).toEqual({ ran: false });
    expect(await markers()).toEqual([event.idempotencyKey]);
  });

  it('tells the parts of the work apart, by their names', async () => {
    expect(await done(() => 'a', 'invoice')).toEqual({ ran: true, result: 'a' });
    expect(await done(() => 'b', 'stock')).toEqual({ ran: true, result: 'b' });
    expect(await done(() => 'c', 'invoice')).toEqual({ ran: false });
  });

  it('does it again for another handler, and for another event', async () => {
    await done(() => 'a');
    event = { ...event, idempotencyKey: `${event.id}:hdl_other` };
    expect(await done(() => 'b')).toEqual({ ran: true, result: 'b' });
  });

  it('takes a client of pg, too', async () => {
    const client = new pg.Client({ connectionString: engine.database.url });
    await client.connect();
    try {
      for (const expected of [{ ran: true, result: 2 }, { ran: false }]) {
        await client.query('BEGIN');
        const made = await once(
          client,
          event,
          async (inside) => (await inside.query<{ two: number }>('SELECT 1 + 1 AS two')).rows[0]?.two,
        );
        await client.query('COMMIT');
        expect(made).toEqual(expected);
      }
    } finally {
      await client.end();
    }
  });

  it('refuses to work outside of a transaction, where the marker would stay and the work be lost', async () => {
    let calls = 0;
    await expect(once(engine.dataSource.manager, event, () => ++calls)).rejects.toThrow('once needs a transaction');
    await expect(once(engine.dataSource, event, () => ++calls)).rejects.toThrow('once needs a transaction');
    expect(calls).toBe(0);
    expect(await markers()).toEqual([]);
  });

  it('takes only the event that a handler was called with', async () => {
    event = { ...event, id: 'order-7' };
    await expect(done(() => 'a')).rejects.toThrow('"order-7" is no id of one');
  });

  it('leaves no marker of work that failed, also when somebody catches the error and commits', async () => {
    await engine.dataSource.query(`INSERT INTO accounts VALUES ('half', 0)`);
    await engine.dataSource.transaction(async (manager) => {
      await expect(
        once(manager, event, async () => {
          await manager.query(`UPDATE accounts SET balance = 7 WHERE name = 'half'`);
          await manager.query('SELECT 1 / 0');
        }),
      ).rejects.toThrow('division by zero');
      await manager.query(`INSERT INTO accounts VALUES ('the transaction goes on', 1)`);
    });
    expect(await engine.dataSource.query(`SELECT balance FROM accounts WHERE name = 'half'`)).toEqual([{ balance: 0 }]);
    expect(await markers()).toEqual([]);
    expect(await done(() => 'a')).toEqual({ ran: true, result: 'a' });
  });

  it.each([
    ['failed', true, []],
    ['did not', false, ['first']],
  ])(
    'two side by side on one client: the failure of one took back the other, which still said it ran, when the first %s',
    async (_, fails, kept) => {
      await engine.dataSource.query('CREATE TABLE IF NOT EXISTS pieces (name text)');
      await engine.dataSource.query('TRUNCATE pieces');
      const outcomes = await engine.dataSource.transaction((manager) => {
        const piece = (name: string, failure: string | null): Promise<Once<string>> =>
          once(
            manager,
            event,
            async () => {
              await manager.query('INSERT INTO pieces VALUES ($1)', [name]);
              if (failure !== null) throw new Error(failure);
              return name;
            },
            name,
          );
        return Promise.allSettled([piece('first', fails ? 'no' : null), piece('second', fails ? null : 'no')]);
      });
      expect(outcomes).toEqual([
        fails
          ? { status: 'rejected', reason: new Error('no') }
          : { status: 'fulfilled', value: { ran: true, result: 'first' } },
        {
          status: 'rejected',
          reason: expect.objectContaining({ message: expect.stringContaining('beside another call') }),
        },
      ]);
      expect(await engine.dataSource.query('SELECT name FROM pieces')).toEqual(kept.map((name) => ({ name })));
      expect(await markers()).toEqual(kept.map((name) => `${event.idempotencyKey}:${name}`));
    },
  );

  it('takes one inside of the other, and one after the other', async () => {
    const outcome = await engine.dataSource.transaction((manager) =>
      once(manager, event, async () => {
        const inner = await once(manager, event, () => 'a', 'inner');
        await expect(once(manager, event, () => Promise.reject(new Error('no')), 'failing')).rejects.toThrow('no');
        return [inner, await once(manager, event, () => 'b', 'last')];
      }),
    );
    expect(outcome).toEqual({
      ran: true,
      result: [
        { ran: true, result: 'a' },
        { ran: true, result: 'b' },
      ],
    });
    expect(await markers()).toEqual(['', ':inner', ':last'].map((part) => `${event.idempotencyKey}${part}`));
  });

  it('fails with its transaction when one inside of it was not awaited, and the client can be used again', async () => {
    const runner = engine.dataSource.createQueryRunner();
    await runner.startTransaction();
    const inner: Promise<unknown>[] = [];
    const outer = once(runner.manager, event, async () => {
      inner.push(once(runner.manager, event, () => 'a', 'inner').catch((error: unknown) => error));
      return Promise.resolve('outer');
    });
    await expect(outer).rejects.toThrow('before another call of it');
    await Promise.all(inner);
    await runner.rollbackTransaction();
    expect(await markers()).toEqual([]);
    await runner.startTransaction();
    expect(await once(runner.manager, event, () => 'b')).toEqual({ ran: true, result: 'b' });
    await runner.rollbackTransaction();
    await runner.release();
  });

  it.each([
    ['is committed', true, { ran: false }],
    ['is rolled back', false, { ran: true, result: 'second' }],
  ])('waits for another transaction with the same work, until that %s', async (_, commits, expected) => {
    const runner = engine.dataSource.createQueryRunner();
    await runner.startTransaction();
    await once(runner.manager, event, () => 'first');
    let isOver = false;
    const second = done(() => 'second').then((outcome) => {
      expect(isOver).toBe(true);
      return outcome;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    isOver = true;
    await (commits ? runner.commitTransaction() : runner.rollbackTransaction());
    await runner.release();
    expect(await second).toEqual(expected);
  });

  it('keeps a marker as long as its event is there, and then forgets it', async () => {
    const { id } = await engine.app.get(Publisher).publish({ tenant: 'default', type: 'kept', data: 1 });
    event = { ...event, id };
    await done(() => 'a');
    const tomorrow = Date.now() + 86_400_000;
    await forgetMarkers(engine.dataSource, tomorrow);
    expect(await markers()).toHaveLength(1);
    await engine.dataSource.query('DELETE FROM kanca.events WHERE id = $1', [uuidOf('evt', id)]);
    await forgetMarkers(engine.dataSource, Date.now() - 86_400_000);
    expect(await markers()).toHaveLength(1);
    expect(await forgetMarkers(engine.dataSource, tomorrow)).toBeGreaterThanOrEqual(1);
    expect(await markers()).toEqual([]);
  });

  it('makes an effect in the database happen exactly once, whatever becomes of the attempts', async () => {
    const scripts: Accidents[] = fc.sample(fc.array(fc.constantFrom(...ACCIDENTS), { maxLength: 4 }), {
      numRuns: 30,
      seed: 20,
    });
    const archive = engine.app.get(DeliveryQueries);
    const waiting = scripts.map((accidents, index) => ({ account: `account ${String(index)}`, accidents }));
    const attempts: AttemptView[] = [];
    // A few at a time: an attempt that was given up keeps its connection, and there are five.
    const depositAll = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        await engine.dataSource.query('INSERT INTO accounts (name) VALUES ($1)', [next.account]);
        const { id } = await engine.app.get(Publisher).publish({ tenant: 'default', type: 'deposit', data: next });
        const delivery = await eventually(async () => {
          const { data } = await archive.list({ tenant: '*', limit: 1, event: id, state: 'delivered' });
          return data[0];
        });
        attempts.push(...(await archive.get(delivery.id, '*')).attempts);
      }
    };
    await Promise.all([depositAll(), depositAll()]);
    const balances = await engine.dataSource.query<{ balance: number }[]>(
      `SELECT balance FROM accounts WHERE name LIKE 'account %'`,
    );
    expect(balances.map(({ balance }) => balance)).toEqual(scripts.map(() => 1));
    const outcomes = new Set(attempts.map(({ outcome }) => outcome));
    expect([...outcomes].sort()).toEqual(['failed', 'lost', 'succeeded']);
    expect(attempts.length).toBeGreaterThan(2 * scripts.length);
  });
});
