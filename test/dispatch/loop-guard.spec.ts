import { afterEach, describe, expect, it } from '@jest/globals';
import { SilentObserver, type NoteLevel, type WebhookEvent } from '@kanca/core';
import { ConsumerCatalogue, emit, Outbox, Publisher } from '@kanca/dispatch';
import { DeliveryQueries, DeliveryControl, EventQueries, type EventSummary } from '@kanca/dispatch/operator';
import { HandlersModule, OnWebhook } from '@kanca/handlers';
import { createTestEngine, eventually, type TestEngine, type TestEngineOptions } from '@kanca/testing';
import { Inject, Injectable, Module, type Type } from '@nestjs/common';
import { DataSource } from 'typeorm';

declare module '@kanca/core' {
  interface WebhookProviders {
    loops: { again: unknown; there: unknown; back: unknown; twice: unknown; inside: unknown };
  }
}

const NEVER_AGAIN = { retry: { kind: 'list', delaysMs: [], jitter: 0 } } as const;
const STEADY_MS = 400;

class Notes extends SilentObserver {
  readonly warnings: { readonly message: string; readonly fields: Readonly<Record<string, unknown>> }[] = [];

  override noted(message = '', fields: Readonly<Record<string, unknown>> = {}, level: NoteLevel = 'info'): void {
    if (level === 'warn') this.warnings.push({ message, fields });
  }
}

/** Events that bring each other about. */
describe('the loop guard', () => {
  const engines: TestEngine[] = [];

  afterEach(async () => {
    for (const engine of engines.splice(0)) await engine.close();
  });

  async function start(provider: Type, options: TestEngineOptions = {}): Promise<TestEngine> {
    @Module({ imports: [HandlersModule], providers: [provider] })
    class HandlersOfTheTest {}
    const engine = await createTestEngine({ imports: [HandlersOfTheTest], ...options });
    engines.push(engine);
    return engine;
  }

  const publish = (engine: TestEngine, type: string, data: unknown = 1): ReturnType<Publisher['publish']> =>
    engine.app.get(Publisher).publish({ tenant: 'default', type, data });

  /** The oldest first. */
  const eventsOf = async (engine: TestEngine, type = '*'): Promise<readonly EventSummary[]> =>
    [...(await engine.app.get(EventQueries).list({ tenant: '*', limit: 200, type })).data].reverse();

  const deadLetters = async (engine: TestEngine, count: number): ReturnType<DeliveryQueries['list']> =>
    eventually(async () => {
      const page = await engine.app.get(DeliveryQueries).list({ tenant: '*', state: 'dead', limit: 200 });
      return page.data.length >= count && page;
    });

  const lastErrorOf = async (engine: TestEngine, delivery: string): Promise<string> =>
    String((await engine.app.get(DeliveryQueries).get(delivery, '*')).attempts.at(-1)?.error);

  @Injectable()
  class Echo {
    calls = 0;
    constructor(@Inject(Publisher) private readonly publisher: Publisher) {}

    @OnWebhook('loops', 'again')
    async again(event: WebhookEvent): Promise<void> {
      this.calls++;
      await this.publisher.publish({ tenant: event.tenant, type: event.type, data: event.data });
    }
  }

  it.each([undefined, 3])(
    'ends a handler that publishes what it hears after as many events as are allowed (%s)',
    async (maxDepth) => {
      const observer = new Notes();
      const engine = await start(Echo, { observer, settings: maxDepth === undefined ? {} : { maxDepth } });
      const limit = maxDepth ?? 10;
      await publish(engine, 'loops.again');

      const { data: dead } = await deadLetters(engine, 1);
      const events = await eventsOf(engine, 'loops.again');
      expect(events.map(({ depth }) => depth)).toEqual(Array.from({ length: limit + 1 }, (_, depth) => depth));
      expect(events.map(({ cause }) => cause)).toEqual([null, ...events.slice(0, -1).map(({ id }) => id)]);

      const last = events.at(-1)?.id ?? '';
      // No retry can help, and each would repeat what the handler did before it published.
      expect(dead.map(({ event, attemptCount }) => [event.id, attemptCount])).toEqual([[last, 1]]);
      const error = await lastErrorOf(engine, dead[0]?.id ?? '');
      expect(error).toContain(`loops.again was not published: it is number ${String(limit + 2)} of a chain`);
      expect(error).toContain(last);
      expect(observer.warnings).toContainEqual({
        message: expect.stringContaining('feeds itself') as unknown,
        fields: { tenant: 'default', type: 'loops.again', cause: last, depth: limit + 1, maxDepth: limit },
      });

      await new Promise((resolve) => setTimeout(resolve, STEADY_MS));
      expect(engine.app.get(Echo, { strict: false }).calls).toBe(limit + 1);
      expect(await eventsOf(engine, 'loops.again')).toHaveLength(limit + 1);
    },
  );

  it('refuses a dead letter that is tried again as it was refused before: an attempt does not count, an event does', async () => {
    const engine = await start(Echo, { settings: { maxDepth: 1 } });
    await publish(engine, 'loops.again');
    const { data: dead } = await deadLetters(engine, 1);
    const id = dead[0]?.id ?? '';
    const before = await lastErrorOf(engine, id);
    await engine.app.get(DeliveryControl).retry(id, '*');
    await eventually(async () => (await engine.app.get(DeliveryQueries).get(id, '*')).attempts.length === 2);
    expect(await lastErrorOf(engine, id)).toBe(before);
    expect((await eventsOf(engine)).map(({ depth }) => depth)).toEqual([0, 1]);
  });

  it('ends two handlers that answer each other', async () => {
    @Injectable()
    class PingPong {
      constructor(@Inject(Publisher) private readonly publisher: Publisher) {}

      @OnWebhook('loops', 'there', NEVER_AGAIN)
      async there({ tenant, data }: WebhookEvent): Promise<void> {
        await this.publisher.publish({ tenant, type: 'loops.back', data });
      }

      @OnWebhook('loops', 'back', NEVER_AGAIN)
      async back({ tenant, data }: WebhookEvent): Promise<void> {
        await this.publisher.publish({ tenant, type: 'loops.there', data });
      }
    }
    const engine = await start(PingPong, { settings: { maxDepth: 4 } });
    await publish(engine, 'loops.there');
    await deadLetters(engine, 1);
    expect((await eventsOf(engine)).map(({ type, depth }) => [type, depth])).toEqual([
      ['loops.there', 0],
      ['loops.back', 1],
      ['loops.there', 2],
      ['loops.back', 3],
      ['loops.there', 4],
    ]);
  });

  it('ends a fan of two handlers in every one of its branches', async () => {
    @Injectable()
    class Fan {
      constructor(@Inject(Publisher) private readonly publisher: Publisher) {}

      @OnWebhook('loops', 'twice', NEVER_AGAIN)
      async left(event: WebhookEvent): Promise<void> {
        await this.publisher.publish({ tenant: event.tenant, type: event.type, data: 'left' });
      }

      @OnWebhook('loops', 'twice', NEVER_AGAIN)
      async right(event: WebhookEvent): Promise<void> {
        await this.publisher.publish({ tenant: event.tenant, type: event.type, data: 'right' });
      }
    }
    const engine = await start(Fan, { settings: { maxDepth: 3 } });
    await publish(engine, 'loops.twice');
    expect((await deadLetters(engine, 16)).data).toHaveLength(16);
    const depths = (await eventsOf(engine)).map(({ depth }) => depth).sort();
    expect(depths).toEqual([0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3]);
  });

  it('knows what came from where when handlers run side by side', async () => {
    @Injectable()
    class Slow {
      constructor(@Inject(Publisher) private readonly publisher: Publisher) {}

      @OnWebhook('loops', 'there', NEVER_AGAIN)
      async there(event: WebhookEvent): Promise<void> {
        await new Promise((resolve) => setTimeout(resolve, 20));
        await this.publisher.publish({ tenant: event.tenant, type: 'loops.done', data: event.data });
      }
    }
    const engine = await start(Slow);
    const sent = await Promise.all([1, 2, 3, 4, 5].map((n) => publish(engine, 'loops.there', n)));
    const done = await eventually(async () => {
      const events = await eventsOf(engine, 'loops.done');
      return events.length === 5 && events;
    });
    const archive = engine.app.get(EventQueries);
    const pairs = await Promise.all(done.map(async ({ id, cause }) => [cause, (await archive.get(id, '*')).data]));
    expect(new Map(pairs as [string, unknown][])).toEqual(new Map(sent.map(({ id }, index) => [id, index + 1])));
    await publish(engine, 'loops.done', 'from outside of a handler');
    expect((await eventsOf(engine, 'loops.done')).at(-1)).toMatchObject({ cause: null, depth: 0 });
  });

  it('lets two hubs in one process know nothing of each other', async () => {
    const other = await createTestEngine();
    engines.push(other);

    @Injectable()
    class Elsewhere {
      @OnWebhook('loops', 'there', NEVER_AGAIN)
      async there(): Promise<void> {
        await publish(other, 'loops.elsewhere');
      }
    }
    await publish(await start(Elsewhere), 'loops.there');
    const [event] = await eventually(async () => {
      const events = await eventsOf(other);
      return events.length === 1 && events;
    });
    expect(event).toMatchObject({ type: 'loops.elsewhere', cause: null, depth: 0 });
  });

  it('continues the trace of the cause', async () => {
    const traces: string[] = [];

    @Injectable()
    class Tracing {
      constructor(@Inject(Publisher) private readonly publisher: Publisher) {}

      @OnWebhook('loops', 'there', NEVER_AGAIN)
      async there(event: WebhookEvent): Promise<void> {
        traces.push(event.traceparent);
        await this.publisher.publish({ tenant: event.tenant, type: 'loops.back', data: 1 });
      }

      @OnWebhook('loops', 'back', NEVER_AGAIN)
      back(event: WebhookEvent): void {
        traces.push(event.traceparent);
      }
    }
    await publish(await start(Tracing), 'loops.there');
    await eventually(() => traces.length === 2);
    const [[, first, firstSpan] = [], [, second, secondSpan] = []] = traces.map((trace) => trace.split('-'));
    expect(second).toBe(first);
    expect(secondSpan).not.toBe(firstSpan);
  });

  it('takes the word of a handler that names another cause than the event it handles', async () => {
    let elsewhere = '';

    @Injectable()
    class Naming {
      constructor(@Inject(Publisher) private readonly publisher: Publisher) {}

      @OnWebhook('loops', 'there', NEVER_AGAIN)
      async there({ tenant }: WebhookEvent): Promise<void> {
        await this.publisher.publish({ tenant, type: 'loops.done', data: 1, cause: elsewhere });
      }
    }
    const engine = await start(Naming);
    elsewhere = (await publish(engine, 'loops.elsewhere')).id;
    await publish(engine, 'loops.there');
    const [event] = await eventually(async () => {
      const events = await eventsOf(engine, 'loops.done');
      return events.length === 1 && events;
    });
    expect(event).toMatchObject({ cause: elsewhere, depth: 1 });
  });

  describe('of a publisher that names the cause itself', () => {
    @Injectable()
    class Nothing {}

    it('takes an event of the same tenant, and is as deep as that makes it', async () => {
      const engine = await start(Nothing, { settings: { maxDepth: 2 } });
      const publisher = engine.app.get(Publisher);
      let cause = (await publish(engine, 'a.b')).id;
      for (const depth of [1, 2]) {
        const { id } = await publisher.publish({ tenant: 'default', type: 'a.b', data: 1, cause });
        expect(await engine.app.get(EventQueries).get(id, '*')).toMatchObject({ cause, depth });
        cause = id;
      }
      await expect(publisher.publish({ tenant: 'default', type: 'a.b', data: 1, cause })).rejects.toMatchObject({
        code: 'loop_detected',
        status: 508,
      });
      expect(await eventsOf(engine)).toHaveLength(3);
    });

    it.each(['evt_00000000000000000000000000', 'evt_', '', 'msg_1', 'evt_' + 'é'.repeat(26)])(
      'refuses what is no event: %j',
      async (cause) => {
        const engine = await start(Nothing);
        const event = { tenant: 'default', type: 'a.b', data: 1, cause };
        await expect(engine.app.get(Publisher).publish(event)).rejects.toMatchObject({
          code: 'invalid_request',
          problems: [{ field: 'cause', problem: 'is no event of this tenant' }],
        });
        expect(await eventsOf(engine)).toEqual([]);
      },
    );

    it("refuses another tenant's event as if there were none", async () => {
      const engine = await start(Nothing);
      const { id: cause } = await publish(engine, 'a.b');
      const event = { tenant: 'acme', type: 'a.b', data: 1, cause };
      await expect(engine.app.get(Publisher).publish(event)).rejects.toMatchObject({ code: 'invalid_request' });
    });
  });

  describe('of events that belong to a transaction', () => {
    @Injectable()
    class Transactional {
      constructor(
        @Inject(Outbox) private readonly outbox: Outbox,
        @Inject(DataSource) private readonly dataSource: DataSource,
      ) {}

      @OnWebhook('loops', 'inside', NEVER_AGAIN)
      async inside(event: WebhookEvent): Promise<void> {
        await this.dataSource.transaction(async (manager) => {
          await manager.query('INSERT INTO effects VALUES ($1)', [event.depth]);
          await this.outbox.emit(manager, { type: 'loops.inside', data: 1, tenant: event.depth % 2 === 0 ? 'b' : 'a' });
        });
      }
    }

    it('ends a handler that emits what it hears, and takes its transaction back; also from tenant to tenant', async () => {
      const engine = await start(Transactional, { settings: { maxDepth: 3, outboxMs: 20 } });
      await engine.dataSource.query('CREATE TABLE effects (depth int)');
      await engine.app.get(Publisher).publish({ tenant: 'a', type: 'loops.inside', data: 1 });
      const { data: dead } = await deadLetters(engine, 1);
      expect(await lastErrorOf(engine, dead[0]?.id ?? '')).toContain('loops.inside was not published');
      expect((await eventsOf(engine)).map(({ tenant, depth }) => [tenant, depth])).toEqual([
        ['a', 0],
        ['b', 1],
        ['a', 2],
        ['b', 3],
      ]);
      expect(await engine.dataSource.query('SELECT depth FROM effects ORDER BY depth')).toEqual(
        [0, 1, 2].map((depth) => ({ depth })),
      );
    });

    @Injectable()
    class Nothing {}

    it('goes by the cause that plain emit and SQL are given, and keeps what is one too many for the record, unheard', async () => {
      const observer = new Notes();
      const engine = await start(Nothing, { observer, settings: { maxDepth: 1, outboxMs: 20 } });
      const { id: cause } = await publish(engine, 'a.first');
      await emit(engine.dataSource, { type: 'a.second', data: 2, cause });
      const [second] = await eventually(async () => {
        const events = await eventsOf(engine, 'a.second');
        return events.length === 1 && events;
      });
      expect(second).toMatchObject({ cause, depth: 1 });
      await engine.dataSource.query(`SELECT kanca.emit('a.third', '3', cause => $1)`, [second?.id]);
      await engine.dataSource.query(`SELECT kanca.emit('a.fourth', '4')`);
      await eventually(async () => (await eventsOf(engine, 'a.fourth')).length === 1);
      await engine.app.get(ConsumerCatalogue).put({
        id: '00000000-0000-7000-8000-000000000001',
        tenant: 'default',
        kind: 'subscription',
        name: 'hears everything',
        filters: ['*'],
        state: 'active',
        concurrency: 1,
        timeoutMs: 1_000,
        retry: { kind: 'list', delaysMs: [], jitter: 0 },
        reply: false,
      });
      await engine.dataSource.query(`SELECT kanca.emit('a.fifth', '5', cause => $1)`, [second?.id]);
      await eventually(async () => (await eventsOf(engine, 'a.fifth')).length === 1);
      expect(await eventsOf(engine, 'a.third')).toMatchObject([{ cause: second?.id, depth: 2 }]);
      expect(await engine.dataSource.query('SELECT FROM kanca.deliveries')).toEqual([]);
      await eventually(async () => (await engine.dataSource.query<unknown[]>('SELECT FROM kanca.outbox')).length === 0);
      expect(observer.warnings.map(({ fields }) => fields['type'])).toEqual(['a.third', 'a.fifth']);
    });

    it('takes an event whose cause the log has forgotten for the first of its chain', async () => {
      const engine = await start(Nothing, { settings: { outboxMs: 20 } });
      await emit(engine.dataSource, { type: 'a.late', data: 1, cause: 'evt_00000000000000000000000000' });
      const [event] = await eventually(async () => {
        const events = await eventsOf(engine, 'a.late');
        return events.length === 1 && events;
      });
      expect(event).toMatchObject({ cause: null, depth: 0 });
    });

    it('refuses in the transaction what is no id of an event', async () => {
      const engine = await start(Nothing);
      await expect(emit(engine.dataSource, { type: 'a.b', data: 1, cause: 'order-7' })).rejects.toThrow(
        /outbox_cause_is_the_id_of_an_event/,
      );
    });
  });
});
