import { afterEach, describe, expect, it } from '@jest/globals';
import { KancaError, type HandledEvent } from '@kanca/core';
import { Publisher } from '@kanca/dispatch';
import { DeliveryQueries, DeliveryControl, type AttemptView } from '@kanca/dispatch/operator';
import { HandlersModule, OnWebhook, RetryAfter, SkipRetry, type HandlerContext } from '@kanca/handlers';
import { createTestEngine, eventually, type TestEngine } from '@kanca/testing';
import { Injectable, Module, type Type } from '@nestjs/common';
import { startTestHub } from '../support/test-hub.js';

const ONCE = { kind: 'list', delaysMs: [], jitter: 0 } as const;
const THREE_TIMES = { kind: 'list', delaysMs: [1, 1], jitter: 0 } as const;

type Work = (event: HandledEvent, context: HandlerContext) => unknown;

/** What an attempt of a handler leaves for whoever looks at it later. */
describe('the attempt of a handler', () => {
  let engine: TestEngine | null = null;

  afterEach(async () => {
    await engine?.close();
    engine = null;
  });

  async function start(handlers: Type): Promise<TestEngine> {
    @Module({ imports: [HandlersModule], providers: [handlers] })
    class HandlersOfTheTest {}
    engine = await createTestEngine({ imports: [HandlersOfTheTest] });
    return engine;
  }

  /** The attempts of the only delivery, when that has ended. */
  async function attemptsAfter(work: Work, state: string, options: object = {}): Promise<readonly AttemptView[]> {
    @Injectable()
    class Shop {
      @OnWebhook('*', { types: ['order.paid'], retry: THREE_TIMES, ...options })
      paid(event: HandledEvent, context: HandlerContext): unknown {
        return work(event, context);
      }
    }
    const { app } = await start(Shop);
    await app.get(Publisher).publish({ tenant: 'default', type: 'order.paid', data: { n: 1 } });
    const archive = app.get(DeliveryQueries);
    const [delivery] = await eventually(async () => {
      const { data } = await archive.list({ tenant: '*', limit: 1, state });
      return data.length === 1 && data;
    });
    return (await archive.get(String(delivery?.id), '*')).attempts;
  }

  it('keeps what the handler logged, with its error, its stack and its time', async () => {
    const attempts = await attemptsAfter(async (_event, { logger, attempt }) => {
      logger.debug('looking');
      logger.warn('the shop is slow', { waitedMs: 20, shop: { name: 'acme' } });
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (attempt === 1) throw new Error('no answer');
    }, 'delivered');
    const log = [
      { level: 'debug', message: 'looking' },
      { level: 'warn', message: 'the shop is slow', fields: { waitedMs: 20, shop: { name: 'acme' } } },
    ];
    expect(attempts).toEqual([
      expect.objectContaining({
        outcome: 'failed',
        error: 'no answer',
        detail: { stack: expect.stringMatching(/^Error: no answer\n.*handler-attempts/s), log },
      }),
      expect.objectContaining({ outcome: 'succeeded', error: null, detail: { log } }),
    ]);
    for (const { durationMs } of attempts) expect(durationMs).toBeGreaterThanOrEqual(15);
  });

  it('is shown by the management API', async () => {
    @Injectable()
    class Shop {
      @OnWebhook('*', { types: ['order.paid'], retry: ONCE })
      paid(_event: HandledEvent, { logger }: HandlerContext): void {
        logger.info('booking');
        throw new Error('no answer', { cause: new Error('refused') });
      }
    }
    @Module({ providers: [Shop] })
    class ShopModule {}
    const hub = await startTestHub({ modules: [ShopModule] });
    try {
      await hub.call('POST', '/events', { type: 'order.paid', data: {} });
      const [dead] = await eventually(async () => {
        const { body } = await hub.call<{ data: { id: string }[] }>('GET', '/deliveries?state=dead');
        return body.data.length === 1 && body.data;
      });
      const { body } = await hub.call<{ attempts: unknown[] }>('GET', `/deliveries/${String(dead?.id)}`);
      expect(body.attempts).toEqual([
        expect.objectContaining({
          outcome: 'failed',
          error: 'no answer',
          durationMs: expect.any(Number),
          detail: {
            log: [{ level: 'info', message: 'booking' }],
            stack: expect.stringMatching(/^Error: no answer\n.*caused by: Error: refused\n/s),
          },
        }),
      ]);
    } finally {
      await hub.close();
    }
  });

  it('keeps nothing of a handler that had nothing to say', async () => {
    const [attempt] = await attemptsAfter(() => undefined, 'delivered');
    expect(attempt?.detail).toBeNull();
  });

  it('keeps the end of a long log, and counts the rest', async () => {
    const [attempt] = await attemptsAfter((_event, { logger }) => {
      for (let line = 1; line <= 80; line++) logger.info(`line ${String(line)}`);
    }, 'delivered');
    const detail = attempt?.detail as { log: { message: string }[]; logDropped: number };
    expect(detail.log.map(({ message }) => message)).toEqual(
      Array.from({ length: 50 }, (_, index) => `line ${String(index + 31)}`),
    );
    expect(detail.logDropped).toBe(30);
  });

  it('keeps what was logged before the time was over', async () => {
    const [attempt] = await attemptsAfter(
      async (_event, { logger, signal }) => {
        logger.info('waiting for the bank');
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
      },
      'dead',
      { timeoutMs: 100, retry: ONCE },
    );
    expect(attempt).toMatchObject({
      error: 'Timed out after 100 ms.',
      detail: { log: [{ level: 'info', message: 'waiting for the bank' }] },
    });
  });

  it('ends at once where the handler says that no retry can help', async () => {
    const attempts = await attemptsAfter(() => {
      throw new SkipRetry('no such order');
    }, 'dead');
    expect(attempts).toEqual([expect.objectContaining({ outcome: 'rejected', error: 'no such order' })]);
  });

  it('spends an attempt where the handler asks for time', async () => {
    const attempts = await attemptsAfter(() => {
      throw new RetryAfter(5, 'busy');
    }, 'dead');
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['retry_after', 'retry_after', 'retry_after']);
  });

  it('is not repeated when what it published would be part of a loop', async () => {
    const attempts = await attemptsAfter(() => {
      throw new KancaError('loop_detected', 'The event is one too many in its chain.');
    }, 'dead');
    expect(attempts).toEqual([expect.objectContaining({ outcome: 'rejected' })]);
  });

  it('has a key that is the same whenever it is repeated, and another one for each handler', async () => {
    const keys: Record<string, string[]> = { first: [], second: [] };

    @Injectable()
    class Shop {
      @OnWebhook('*', { types: ['order.paid'], retry: THREE_TIMES })
      first(event: HandledEvent, { attempt }: HandlerContext): void {
        keys['first']?.push(event.idempotencyKey);
        if (attempt < 3) throw new Error('again');
      }

      @OnWebhook('*', { types: ['order.paid'] })
      second(event: HandledEvent): void {
        keys['second']?.push(event.idempotencyKey);
      }
    }
    const { app } = await start(Shop);
    const { id } = await app.get(Publisher).publish({ tenant: 'default', type: 'order.paid', data: 1 });
    const archive = app.get(DeliveryQueries);
    const { data } = await eventually(async () => {
      const page = await archive.list({ tenant: '*', limit: 9, state: 'delivered' });
      return page.data.length === 2 && page;
    });
    for (const delivery of data) await app.get(DeliveryControl).retry(delivery.id, '*');
    await eventually(() => keys['first']?.length === 4 && keys['second']?.length === 2);
    const all = Object.values(keys).flatMap((some) => [...new Set(some)]);
    expect(all).toHaveLength(2);
    expect(new Set(all).size).toBe(2);
    for (const key of all) expect(key).toMatch(new RegExp(`^${id}:hdl_[0-9a-z]{26}$`));
  });
});
