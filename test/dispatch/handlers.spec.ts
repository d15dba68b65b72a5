import { afterEach, describe, expect, it } from '@jest/globals';
import { ConsumerCatalogue, Publisher } from '@kanca/dispatch';
import { DeliveryQueries } from '@kanca/dispatch/operator';
import { HandlersModule, OnWebhook, RetryAfter, type HandlerContext } from '@kanca/handlers';
import { createTestDatabase, createTestEngine, eventually, type TestDatabase, type TestEngine } from '@kanca/testing';
import { Injectable, Module, Scope, type Type } from '@nestjs/common';

declare module '@kanca/core' {
  interface WebhookProviders {
    shop: { 'order.paid': { n: number }; 'order.*': { n: number } };
  }
}

const RETRY = { kind: 'list', delaysMs: [5, 5], jitter: 0 } as const;

function moduleWith(provider: Type): Type {
  @Module({ imports: [HandlersModule], providers: [provider] })
  class HandlersOfTheTest {}
  return HandlersOfTheTest;
}

describe('the handler bus', () => {
  let engine: TestEngine | null = null;
  let database: TestDatabase | null = null;

  afterEach(async () => {
    await engine?.close();
    await database?.drop();
    engine = null;
    database = null;
  });

  const publish = (data: unknown = { n: 1 }): ReturnType<Publisher['publish']> | undefined =>
    engine?.app.get(Publisher).publish({ tenant: 'default', type: 'shop.order.paid', data });

  it('hears published events, too, and gives the signal, the attempt and a logger', async () => {
    const seen: { attempt: number; aborted: boolean; data: unknown }[] = [];

    @Injectable()
    class Shop {
      @OnWebhook('shop', 'order.paid')
      paid(event: { readonly data: unknown }, { attempt, signal, logger }: HandlerContext): void {
        logger.info('paid');
        seen.push({ attempt, aborted: signal.aborted, data: event.data });
      }
    }
    engine = await createTestEngine({ imports: [moduleWith(Shop)] });
    await publish();
    await eventually(() => seen.length === 1);
    expect(seen).toEqual([{ attempt: 1, aborted: false, data: { n: 1 } }]);
  });

  it('aborts a handler that takes too long, and counts it as failed', async () => {
    let aborted = false;

    @Injectable()
    class Slow {
      @OnWebhook('shop', 'order.paid', { timeoutMs: 100, retry: { kind: 'list', delaysMs: [], jitter: 0 } })
      async paid(_event: unknown, { signal }: HandlerContext): Promise<void> {
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            aborted = true;
            reject(new Error('aborted'));
          });
        });
      }
    }
    engine = await createTestEngine({ imports: [moduleWith(Slow)] });
    await publish();
    await eventually(
      async () =>
        (await engine?.app.get(DeliveryQueries).list({ tenant: '*', state: 'dead', limit: 1 }))?.data.length === 1,
    );
    expect(aborted).toBe(true);
  });

  it('comes back when a handler says so', async () => {
    const times: number[] = [];

    @Injectable()
    class Busy {
      @OnWebhook('shop', 'order.paid', { retry: RETRY })
      paid(): void {
        times.push(Date.now());
        if (times.length === 1) throw new RetryAfter(400, 'busy');
      }
    }
    engine = await createTestEngine({ imports: [moduleWith(Busy)] });
    await publish();
    await eventually(() => times.length === 2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(395);
  });

  it('stays paused over a restart, and keeps its events', async () => {
    let calls = 0;

    @Injectable()
    class Counting {
      @OnWebhook('shop', 'order.paid')
      paid(): void {
        calls++;
      }
    }
    database = await createTestDatabase();
    engine = await createTestEngine({ database, imports: [moduleWith(Counting)] });
    const [handler] = await engine.app.get(ConsumerCatalogue).list('handler');
    await engine.app.get(ConsumerCatalogue).setState(handler?.id ?? '', 'paused');
    await publish();
    await engine.close();
    engine = await createTestEngine({ database, imports: [moduleWith(Counting)] });
    await publish();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(calls).toBe(0);
    await engine.app.get(ConsumerCatalogue).setState(handler?.id ?? '', 'active');
    await eventually(() => calls === 2);
  });

  it('keeps the events of a handler whose code is gone, until the code is back', async () => {
    let calls = 0;

    @Injectable()
    class Gone {
      @OnWebhook('shop', 'order.paid', { name: 'comes-and-goes' })
      paid(): void {
        calls++;
      }
    }
    @Injectable()
    class Empty {}
    database = await createTestDatabase();
    engine = await createTestEngine({ database, imports: [moduleWith(Gone)] });
    await engine.close();
    engine = await createTestEngine({ database, imports: [moduleWith(Empty)] });
    expect((await publish())?.deliveries).toBe(1);
    await engine.close();
    engine = await createTestEngine({ database, imports: [moduleWith(Gone)] });
    await eventually(() => calls === 1);
  });

  it('refuses a request-scoped handler at boot, with the remedy', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Scoped {
      @OnWebhook('shop', 'order.paid')
      paid(): void {
        throw new Error('never called');
      }
    }
    database = await createTestDatabase();
    await expect(createTestEngine({ database, imports: [moduleWith(Scoped)] })).rejects.toThrow(
      /request-scoped.*singleton/,
    );
  });
});
