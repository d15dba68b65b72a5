import { afterEach, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue, EventLog, Publisher } from '@kanca/dispatch';
import { HandlersModule, OnWebhook } from '@kanca/handlers';
import type { WebhookEvent } from '@kanca/core';
import { createTestDatabase, createTestEngine, eventually, type TestDatabase, type TestEngine } from '@kanca/testing';
import { Injectable, Module, type Type } from '@nestjs/common';

declare module '@kanca/core' {
  interface WebhookProviders {
    stall: { 'order.paid': { n: number }; sold: { n: number } };
  }
}

/** What a handler hears of, and in which order. */
describe('a handler', () => {
  let engine: TestEngine | null = null;
  let database: TestDatabase | null = null;

  afterEach(async () => {
    await engine?.close();
    await database?.drop();
    engine = null;
    database = null;
  });

  async function start(handlers: Type): Promise<void> {
    @Module({ imports: [HandlersModule], providers: [handlers] })
    class HandlersOfTheTest {}
    database = await createTestDatabase();
    engine = await createTestEngine({ database, imports: [HandlersOfTheTest] });
  }

  async function publish(type: string, data: unknown = {}, subject?: string): Promise<number> {
    return (await engine?.app.get(Publisher).publish({ tenant: 'default', type, data, subject }))?.deliveries ?? 0;
  }

  let received = 0;
  async function receive(type: string, source: string): Promise<number> {
    const data = Buffer.from('{"n":1}');
    const event = { provider: 'stall', source, sourceId: null, type, dedupKey: `key ${String(++received)}` };
    const stored = await engine?.app.get(EventLog).append({
      tenant: 'default',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      events: [{ ...event, datacontenttype: 'application/json', data }],
    });
    return stored?.events[0]?.deliveries ?? 0;
  }

  it('of several events hears each of them once', async () => {
    const heard: string[] = [];

    @Injectable()
    class Stall {
      @OnWebhook('stall', ['sold', 'order.paid'])
      any({ type }: WebhookEvent): void {
        heard.push(type);
      }
    }
    await start(Stall);
    expect(await publish('stall.sold')).toBe(1);
    expect(await publish('stall.order.paid')).toBe(1);
    expect(await publish('stall.order')).toBe(0);
    await eventually(() => heard.length === 2);
    expect(heard.sort()).toEqual(['stall.order.paid', 'stall.sold']);
  });

  it('that carries two decorators hears an event twice where both hear of it', async () => {
    let calls = 0;

    @Injectable()
    class Stall {
      @OnWebhook('stall', ['sold', 'order.paid'])
      @OnWebhook('stall', '*')
      any(): void {
        calls++;
      }
    }
    await start(Stall);
    expect((await engine?.app.get(ConsumerCatalogue).list('handler'))?.map(({ name }) => name).sort()).toEqual([
      'Stall.any#stall.*',
      'Stall.any#stall.sold,order.paid',
    ]);
    expect(await publish('stall.sold')).toBe(2);
    expect(await publish('stall.opened')).toBe(1);
    await eventually(() => calls === 3);
  });

  it('of every provider hears what is published, by types or by a filter', async () => {
    const heard: string[] = [];

    @Injectable()
    class Orders {
      @OnWebhook('*')
      all({ type }: WebhookEvent): void {
        heard.push(`all ${type}`);
      }

      @OnWebhook('*', { types: ['order.*', '!order.draft'] })
      byTypes({ type }: WebhookEvent): void {
        heard.push(`types ${type}`);
      }

      @OnWebhook('*', '*', { where: { type: 'order.placed' } })
      byFilter({ type }: WebhookEvent): void {
        heard.push(`filter ${type}`);
      }
    }
    await start(Orders);
    for (const [type, deliveries] of [
      ['order.placed', 3],
      ['order.shipped', 2],
      ['order.draft', 1],
    ] as const)
      expect(await publish(type)).toBe(deliveries);
    await eventually(() => heard.length === 6);
    expect(heard.sort()).toEqual([
      'all order.draft',
      'all order.placed',
      'all order.shipped',
      'filter order.placed',
      'types order.placed',
      'types order.shipped',
    ]);
  });

  it('of some sources hears of no other', async () => {
    @Injectable()
    class Stall {
      @OnWebhook('stall', 'sold', { sources: ['acme'], name: 'acme' })
      acme(): void {
        // That it is called is counted by the deliveries.
      }

      @OnWebhook('stall', 'sold', { sources: ['default', 'zeta'], name: 'main' })
      main(): void {
        // That it is called is counted by the deliveries.
      }
    }
    await start(Stall);
    expect(await receive('stall.sold', '/stall/acme')).toBe(1);
    expect(await receive('stall.sold', '/stall')).toBe(1);
    expect(await receive('stall.sold', '/stall/zeta')).toBe(1);
    expect(await receive('stall.sold', '/stall/other')).toBe(0);
    expect(await receive('stall.order.paid', '/stall/acme')).toBe(0);
  });

  it('with a filter makes no delivery of an event that does not pass', async () => {
    const heard: unknown[] = [];

    @Injectable()
    class Stall {
      @OnWebhook('stall', 'sold', { where: { 'data.n': { $gt: 5 }, 'data.kind': { $in: ['a', 'b'] } } })
      large({ data }: WebhookEvent): void {
        heard.push(data);
      }
    }
    await start(Stall);
    expect(await publish('stall.sold', { n: 5, kind: 'a' })).toBe(0);
    expect(await publish('stall.sold', { n: 6, kind: 'c' })).toBe(0);
    expect(await publish('stall.sold', 'no object')).toBe(0);
    expect(await publish('stall.sold', { n: 6, kind: 'b' })).toBe(1);
    await eventually(() => heard.length === 1);
    expect(heard).toEqual([{ n: 6, kind: 'b' }]);
  });

  it('of a higher order waits for the end of those before it, retries included', async () => {
    const steps: string[] = [];

    @Injectable()
    class Stall {
      @OnWebhook('stall', 'sold', { order: 10, retry: { kind: 'list', delaysMs: [50], jitter: 0 } })
      async stock(_event: unknown, { attempt }: { readonly attempt: number }): Promise<void> {
        await new Promise((resolve) => setTimeout(resolve, 50));
        steps.push(`stock ${String(attempt)}`);
        if (attempt === 1) throw new Error('again');
      }

      @OnWebhook('stall', 'sold')
      mail(): void {
        steps.push('mail');
      }

      @OnWebhook('stall', 'sold', { order: 60, retry: { kind: 'list', delaysMs: [], jitter: 0 } })
      fails(): void {
        steps.push('fails');
        throw new Error('always');
      }

      @OnWebhook('stall', 'sold', { order: 70 })
      report(): void {
        steps.push('report');
      }
    }
    await start(Stall);
    expect(await publish('stall.sold')).toBe(4);
    await eventually(() => steps.length === 5);
    expect(steps).toEqual(['stock 1', 'stock 2', 'mail', 'fails', 'report']);
  });

  it('that keeps an order hears the events of one value one after the other, and others meanwhile', async () => {
    const steps: string[] = [];

    @Injectable()
    class Stall {
      @OnWebhook('stall', 'sold', { orderBy: 'data.repo', retry: { kind: 'list', delaysMs: [1], jitter: 0 } })
      async sold({ data }: WebhookEvent, { attempt }: { readonly attempt: number }): Promise<void> {
        const { repo, n } = data as { repo: string; n: number };
        steps.push(`${repo}${String(n)}`);
        if (repo !== 'a' || n !== 1 || attempt !== 1) return;
        await eventually(() => steps.includes('b1'));
        throw new Error('again');
      }
    }
    await start(Stall);
    for (const [repo, n] of [
      ['a', 1],
      ['a', 2],
      ['a', 3],
      ['b', 1],
    ])
      await publish('stall.sold', { repo, n });
    await eventually(() => steps.length === 5);
    expect(steps).toEqual(['a1', 'b1', 'a1', 'a2', 'a3']);
  });

  it('is registered with everything that its decorator says', async () => {
    const retry = { kind: 'linear', stepMs: 5, maxAttempts: 2, jitter: 0 } as const;

    @Injectable()
    class Stall {
      @OnWebhook('stall', 'sold', {
        name: 'everything',
        sources: ['acme'],
        where: { 'data.n': 1 },
        order: 7,
        orderBy: 'data.n',
        onPoison: 'block',
        concurrency: 3,
        timeoutMs: 500,
        retry,
      })
      sold(): void {
        // What it does is not the point.
      }

      @OnWebhook('stall', 'sold', { name: 'nothing' })
      plain(): void {
        // What it does is not the point.
      }
    }
    await start(Stall);
    const handlers = (await engine?.app.get(ConsumerCatalogue).list('handler')) ?? [];
    expect(handlers.find(({ name }) => name === 'everything')).toMatchObject({
      filters: ['stall.sold', 'stall.sold.*'],
      where: { source: { $in: ['/stall/acme'] }, 'data.n': 1 },
      order: 7,
      orderBy: 'data.n',
      onPoison: 'block',
      concurrency: 3,
      timeoutMs: 500,
      retry,
      reply: false,
    });
    expect(handlers.find(({ name }) => name === 'nothing')).toMatchObject({
      where: null,
      order: 50,
      orderBy: null,
      onPoison: 'skip',
      concurrency: 32,
      timeoutMs: 30_000,
      reply: false,
    });
  });

  it('stops the start with every option that is wrong, of every handler, at once', async () => {
    @Injectable()
    class Stall {
      @OnWebhook('stall', 'sold', { concurrency: 0, orderBy: 'data.' })
      sold(): void {
        throw new Error('never called');
      }

      @OnWebhook('stall', 'order.paid', { where: { 'data.n': { $gt: null } } })
      paid(): void {
        throw new Error('never called');
      }
    }
    await expect(start(Stall)).rejects.toThrow(
      [
        'These handlers cannot run:',
        'Stall.sold: concurrency is 0: expected a whole number from 1 to 1000.',
        `Stall.sold: orderBy is "data.": expected 'subject', 'source', 'type', or a path such as 'data.repository.id'.`,
        'Stall.paid: where is {"data.n":{"$gt":null}}: where.data.n.$gt expects a number or a string.',
      ].join('\n'),
    );
  });
});
