import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ConsumerCatalogue,
  emit,
  Publisher,
  RunnerRegistry,
  type Attempt,
  type AttemptResult,
  type ConsumerDraft,
} from '@kanca/dispatch';
import { Successors } from '@kanca/dispatch/engine';
import { DeliveryQueries, DeliveryControl } from '@kanca/dispatch/operator';
import { createTestEngine, eventually, ScriptedRunner, type TestDatabase, type TestEngine } from '@kanca/testing';

const OK: AttemptResult = { outcome: { kind: 'succeeded' } };
const FAIL: AttemptResult = { outcome: { kind: 'failed' }, error: 'broken' };

interface Numbered {
  readonly key: string;
  readonly n: number;
}

const numbered = ({ event }: Attempt): Numbered => event.data as Numbered;

function consumer(number: number, more: Partial<ConsumerDraft> = {}): ConsumerDraft {
  return {
    id: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    tenant: 'default',
    kind: 'subscription',
    name: `consumer ${String(number)}`,
    filters: ['*'],
    state: 'active',
    concurrency: 64,
    timeoutMs: 5_000,
    retry: { kind: 'list', delaysMs: [1, 1, 1, 1, 1], jitter: 0 },
    reply: false,
    ...more,
  };
}

describe('order', () => {
  const engines: TestEngine[] = [];
  let engine: TestEngine;
  let database: TestDatabase;
  let script: (attempt: Attempt) => AttemptResult | Promise<AttemptResult>;
  const heard: Numbered[] = [];

  const start = async (options: Parameters<typeof createTestEngine>[0] = {}): Promise<TestEngine> => {
    const started = await createTestEngine({ ...(engines.length > 0 ? { database } : {}), ...options });
    ({ database } = started);
    started.app.get(RunnerRegistry).add(new ScriptedRunner('subscription', (attempt) => script(attempt)));
    engines.push(started);
    return started;
  };
  const put = (draft: ConsumerDraft): Promise<void> => engine.app.get(ConsumerCatalogue).put(draft);
  const publish = (data: unknown, type = 'a.b'): ReturnType<Publisher['publish']> =>
    engine.app.get(Publisher).publish({ tenant: 'default', type, data });
  const list = async (
    state?: string,
  ): ReturnType<() => Promise<Awaited<ReturnType<DeliveryQueries['list']>>['data']>> =>
    (await engine.app.get(DeliveryQueries).list({ tenant: '*', limit: 200, state })).data;
  const count = async (state: string): Promise<number> => {
    const [row] = await engine.dataSource.query<{ n: string }[]>(
      'SELECT count(*) AS n FROM kanca.deliveries WHERE state = $1',
      [state],
    );
    return Number(row?.n);
  };

  beforeEach(async () => {
    heard.length = 0;
    script = (attempt) => {
      heard.push(numbered(attempt));
      return OK;
    };
    engine = await start();
  });

  afterEach(async () => {
    // The first engine owns the database, so it closes last.
    for (const one of engines.splice(0).reverse()) await one.close();
  });

  describe('by key', () => {
    it('10,000 events over 50 keys, with a third of the attempts failing and two hubs at work: each key hears them in order', async () => {
      await start();
      await put(consumer(1, { orderBy: 'data.key' }));
      const running = new Map<string, number>();
      let together = 0;
      let tries = 0;
      script = async (attempt) => {
        const { key, n } = numbered(attempt);
        running.set(key, (running.get(key) ?? 0) + 1);
        together = Math.max(together, running.get(key) ?? 0);
        if (n % 7 === 0) await new Promise(setImmediate);
        running.set(key, (running.get(key) ?? 0) - 1);
        if (++tries % 3 === 0 && attempt.number < 5) return FAIL;
        heard.push({ key, n });
        return OK;
      };
      for (let n = 0; n < 10_000; n += 500)
        await Promise.all(
          Array.from({ length: 500 }, (_, index) => publish({ key: `k${String((n + index) % 50)}`, n: n + index })),
        );
      await eventually(() => heard.length === 10_000, { withinMs: 100_000 });
      for (let key = 0; key < 50; key++)
        expect(heard.filter((one) => one.key === `k${String(key)}`).map(({ n }) => n)).toEqual(
          Array.from({ length: 200 }, (_, index) => index * 50 + key),
        );
      expect(together).toBe(1);
      await eventually(async () => (await count('delivered')) === 10_000);
    });

    it('a key whose first delivery fails waits; the others do not', async () => {
      await put(consumer(1, { orderBy: 'data.key', retry: { kind: 'list', delaysMs: [60_000], jitter: 0 } }));
      script = (attempt) => {
        heard.push(numbered(attempt));
        return numbered(attempt).key === 'bad' ? FAIL : OK;
      };
      await publish({ key: 'bad', n: 1 });
      await publish({ key: 'bad', n: 2 });
      await publish({ key: 'good', n: 3 });
      await publish({ key: 'good', n: 4 });
      await eventually(async () => (await count('delivered')) === 2);
      expect(heard.filter(({ key }) => key === 'bad')).toEqual([{ key: 'bad', n: 1 }]);
      const waiting = (await list('pending')).map(({ waitsFor, nextAttemptAt }) => ({
        waitsFor,
        hasTime: nextAttemptAt !== null,
      }));
      expect(waiting).toEqual([
        { waitsFor: 'turn', hasTime: false },
        { waitsFor: null, hasTime: true },
      ]);
    });

    it('a poison event becomes a dead letter, and the next of its key goes on', async () => {
      await put(consumer(1, { orderBy: 'data.key', retry: { kind: 'list', delaysMs: [], jitter: 0 } }));
      script = (attempt) => {
        heard.push(numbered(attempt));
        return numbered(attempt).n === 1 ? FAIL : OK;
      };
      for (const n of [1, 2, 3]) await publish({ key: 'k', n });
      await eventually(async () => (await count('delivered')) === 2);
      expect(await count('dead')).toBe(1);
      expect(heard.map(({ n }) => n)).toEqual([1, 2, 3]);
    });

    it('a poison event blocks its key when it is asked to, is shown as held, and goes on when it is retried', async () => {
      await put(
        consumer(1, { orderBy: 'data.key', onPoison: 'block', retry: { kind: 'list', delaysMs: [], jitter: 0 } }),
      );
      let broken = true;
      script = (attempt) => {
        heard.push(numbered(attempt));
        return numbered(attempt).n === 1 && broken ? FAIL : OK;
      };
      for (const n of [1, 2]) await publish({ key: 'k', n });
      await publish({ key: 'other', n: 3 });
      const [held] = await eventually(async () => {
        const found = await list('held');
        return found.length === 1 && found;
      });
      await eventually(async () => (await count('delivered')) === 1);
      expect(heard.map(({ n }) => n).sort()).toEqual([1, 3]);
      expect(held).toMatchObject({ state: 'held', attemptCount: 1, nextAttemptAt: null, waitsFor: 'decision' });

      // The one behind it may not overtake it.
      const [second] = await list('pending');
      await expect(engine.app.get(DeliveryControl).retry(second?.id ?? '', '*')).rejects.toThrow(/waits for its turn/);

      broken = false;
      await engine.app.get(DeliveryControl).retry(held?.id ?? '', '*');
      await eventually(async () => (await count('delivered')) === 3);
      expect(heard.slice(2).map(({ n }) => n)).toEqual([1, 2]);
    });

    it('a blocked key goes on when the delivery that blocks it is cancelled', async () => {
      await put(
        consumer(1, { orderBy: 'data.key', onPoison: 'block', retry: { kind: 'list', delaysMs: [], jitter: 0 } }),
      );
      script = (attempt) => (numbered(attempt).n === 1 ? FAIL : OK);
      for (const n of [1, 2]) await publish({ key: 'k', n });
      const [held] = await eventually(async () => {
        const found = await list('held');
        return found.length === 1 && found;
      });
      await engine.app.get(DeliveryControl).cancel(held?.id ?? '', '*');
      await eventually(async () => (await count('delivered')) === 1);
      expect(await count('cancelled')).toBe(1);
    });

    it('a handler that says no retry helps skips its event, also where a poison event would block', async () => {
      await put(consumer(1, { orderBy: 'data.key', onPoison: 'block' }));
      script = (attempt) => (numbered(attempt).n === 1 ? { outcome: { kind: 'rejected' } } : OK);
      for (const n of [1, 2]) await publish({ key: 'k', n });
      await eventually(async () => (await count('delivered')) === 1);
      expect(await count('dead')).toBe(1);
    });

    it('a dead letter that is retried joins its key again: one at a time', async () => {
      await put(consumer(1, { orderBy: 'data.key', retry: { kind: 'list', delaysMs: [], jitter: 0 } }));
      let hold: (() => void) | null = null;
      script = async (attempt) => {
        const { n } = numbered(attempt);
        heard.push({ key: 'k', n });
        if (n === 1 && attempt.number === 1) return FAIL;
        if (n === 2)
          await new Promise<void>((resolve) => {
            hold = resolve;
          });
        return OK;
      };
      for (const n of [1, 2, 3]) await publish({ key: 'k', n });
      await eventually(() => hold !== null);
      const [dead] = await list('dead');
      await engine.app.get(DeliveryControl).retry(dead?.id ?? '', '*');
      await engine.app.get(Successors).settled();
      expect(heard.map(({ n }) => n)).toEqual([1, 2]);
      (hold as (() => void) | null)?.();
      await eventually(async () => (await count('delivered')) === 3);
      expect(heard.map(({ n }) => n)).toEqual([1, 2, 1, 3]);
    });

    it('events without the value keep no order, and wait for nobody', async () => {
      await put(consumer(1, { orderBy: 'data.key', concurrency: 2 }));
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      script = async (attempt) => {
        heard.push(numbered(attempt));
        if (numbered(attempt).n === 1) await held;
        return OK;
      };
      await publish({ n: 1 });
      await publish({ key: { of: 'no use' }, n: 2 });
      await eventually(() => heard.length === 2);
      release();
      await eventually(async () => (await count('delivered')) === 2);
    });

    it('what was emitted in one transaction after the other was heard in another order, when two hubs moved it', async () => {
      await start({ settings: { outboxMs: 2 } });
      await start({ settings: { outboxMs: 3 } });
      await put(consumer(1, { orderBy: 'data.key' }));
      for (let n = 0; n < 400; n++)
        await engine.dataSource.transaction((manager) => emit(manager, { type: 'a.b', data: { key: 'k', n } }));
      await eventually(() => heard.length === 400);
      expect(heard.map(({ n }) => n)).toEqual(Array.from({ length: 400 }, (_, n) => n));
    });

    it('a turn that a process died over is given by the next look', async () => {
      await put(consumer(1, { orderBy: 'data.key' }));
      await publish({ key: 'k', n: 1 });
      await eventually(async () => (await count('delivered')) === 1);
      // As if the process had died between its commit and the look.
      await engine.app.get(ConsumerCatalogue).setState(consumer(1).id, 'paused');
      await publish({ key: 'k', n: 2 });
      await engine.app.get(Successors).settled();
      await engine.dataSource.query(`UPDATE kanca.open_deliveries SET waits = true, due_at = 'infinity'`);
      await engine.app.get(ConsumerCatalogue).setState(consumer(1).id, 'active');
      await engine.app.get(Successors).lookAfter();
      await eventually(async () => (await count('delivered')) === 2);
    });
  });

  describe('by handler', () => {
    const names: string[] = [];

    beforeEach(() => {
      names.length = 0;
      script = ({ consumer: { name } }) => {
        names.push(name);
        return OK;
      };
    });

    it('of one event, lower orders come first, equal ones side by side, and what has no order waits for nobody', async () => {
      await put(consumer(1, { name: 'late', order: 90 }));
      await put(consumer(2, { name: 'middle a', order: 50 }));
      await put(consumer(3, { name: 'middle b', order: 50 }));
      await put(consumer(4, { name: 'early', order: 10 }));
      await put(consumer(5, { name: 'free' }));
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      script = async ({ consumer: { name } }) => {
        names.push(name);
        if (name === 'early') await held;
        return OK;
      };
      await publish(1);
      await eventually(() => names.length === 2);
      expect([...names].sort()).toEqual(['early', 'free']);
      release();
      await eventually(() => names.length === 5);
      expect(names.slice(2, 4).sort()).toEqual(['middle a', 'middle b']);
      expect(names[4]).toBe('late');
    });

    it('a chain goes on past a dead letter, a cancelled delivery and a consumer that was removed', async () => {
      await put(consumer(1, { name: 'first', order: 1, retry: { kind: 'list', delaysMs: [], jitter: 0 } }));
      await put(consumer(2, { name: 'second', order: 2, state: 'paused' }));
      await put(consumer(3, { name: 'third', order: 3, state: 'paused' }));
      await put(consumer(4, { name: 'last', order: 4 }));
      script = ({ consumer: { name } }) => {
        names.push(name);
        return name === 'first' ? FAIL : OK;
      };
      await publish(1);
      await eventually(async () => (await count('dead')) === 1);
      const second = (await list()).find(({ consumer: { name } }) => name === 'second');
      await engine.app.get(DeliveryControl).cancel(second?.id ?? '', '*');
      await engine.app.get(ConsumerCatalogue).remove(consumer(3).id);
      await eventually(() => names.includes('last'));
      expect(names).toEqual(['first', 'last']);
    });

    it('a chain whose look was lost was passed by, again and again, when the look was cut in the middle of its event', async () => {
      for (const [n, order] of [10, 40, 30, 20].entries())
        await put(consumer(n + 1, { name: `order ${String(order)}`, order, state: 'paused' }));
      await Promise.all(Array.from({ length: 700 }, () => publish(1)));
      const ofStage = (stage: number): Promise<{ event_id: string; waits: boolean }[]> =>
        engine.dataSource.query(
          'SELECT event_id, waits FROM kanca.open_deliveries WHERE stage = $1 ORDER BY event_id',
          [stage],
        );
      // A look takes 2,000 of the 2,100 that wait: it ended between the second and the third of this event.
      const cut = (await ofStage(10))[666]?.event_id;
      // As if the process had died between the end of its first handler and the look.
      await engine.dataSource.query('DELETE FROM kanca.open_deliveries WHERE stage = 10 AND event_id = $1', [cut]);
      for (let look = 0; look < 3; look++) await engine.app.get(Successors).lookAfter();
      expect((await ofStage(20)).filter(({ waits }) => !waits)).toEqual([{ event_id: cut, waits: false }]);
    });

    it('handlers of one order cost nothing: nobody waits', async () => {
      await put(consumer(1, { order: 50 }));
      await put(consumer(2, { order: 50 }));
      await engine.app.get(ConsumerCatalogue).setState(consumer(1).id, 'paused');
      await publish(1);
      await eventually(async () => (await count('delivered')) === 1);
    });

    it('keeps both: its place in the chain and the order of its key', async () => {
      await put(consumer(1, { name: 'first', order: 1 }));
      await put(consumer(2, { name: 'ordered', order: 2, orderBy: 'data.key' }));
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      script = async (attempt) => {
        const { n } = numbered(attempt);
        if (attempt.consumer.name === 'first' && n === 1) await held;
        names.push(`${attempt.consumer.name} ${String(n)}`);
        return OK;
      };
      await publish({ key: 'k', n: 1 });
      await publish({ key: 'k', n: 2 });
      await eventually(() => names.includes('first 2'));
      await engine.app.get(Successors).settled();
      expect(names).toEqual(['first 2']);
      release();
      await eventually(() => names.length === 4);
      expect(names.slice(1)).toEqual(['first 1', 'ordered 1', 'ordered 2']);
    });
  });

  describe('and what is in an event', () => {
    it('decides who hears of it', async () => {
      await put(consumer(1, { name: 'large', where: { 'data.amount': { $gte: 100 } } }));
      await put(consumer(2, { name: 'all' }));
      expect((await publish({ amount: 99 })).deliveries).toBe(1);
      expect((await publish({ amount: 100 })).deliveries).toBe(2);
      expect((await publish('no object')).deliveries).toBe(1);
    });
  });
});
