import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Cancellation, SilentObserver, toId, type Observer, type WebhookEvent } from '@kanca/core';
import { CauseContext, type Attempt, type Consumer } from '@kanca/dispatch';
import type { HandlerContext } from './handler-context.js';
import { RunningHandlers } from './running-handlers.js';
import { HandlerRunner } from './handler-runner.js';

const UUID = '00000000-0000-7000-8000-000000000001';
const CONSUMER: Consumer = {
  id: UUID,
  tenant: '*',
  kind: 'handler',
  name: 'Shop.paid',
  filters: ['*'],
  where: null,
  order: null,
  orderBy: null,
  onPoison: 'skip',
  rateLimit: null,
  pull: false,
  settings: {},
  state: 'active',
  concurrency: 1,
  timeoutMs: 1_000,
  retry: { kind: 'list', delaysMs: [], jitter: 0 },
  reply: false,
  revision: 1,
};

describe('a handler whose attempt was given up', () => {
  const observer: Observer = new SilentObserver();
  const noted = jest.spyOn(observer, 'noted');
  let cancellation: Cancellation;

  beforeEach(() => {
    jest.useFakeTimers();
    noted.mockClear();
    cancellation = new Cancellation();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** Runs it, and gives it up when its time is over, as the engine does. */
  function start(work: (context: HandlerContext) => unknown): Promise<unknown> {
    const runner = new HandlerRunner(observer, new CauseContext(), new RunningHandlers());
    const invoke = (_event: unknown, context: HandlerContext): unknown => work(context);
    runner.serve([{ id: UUID, name: CONSUMER.name, filters: ['*'], where: null, options: {}, invoke }]);
    const time = new Date(0);
    const event: WebhookEvent = {
      id: toId('evt', UUID),
      tenant: 'default',
      provider: null,
      source: '/',
      type: 'order.paid',
      subject: null,
      time,
      receivedAt: time,
      datacontenttype: 'application/json',
      data: {},
      dataBytes: Buffer.from('{}'),
      traceparent: '',
      cause: null,
      depth: 0,
    };
    const attempt: Attempt = { deliveryId: UUID, number: 1, consumer: CONSUMER, event, cancellation, canReply: false };
    setTimeout(() => {
      cancellation.cancel(new Error('Timed out after 1000 ms.'));
    }, CONSUMER.timeoutMs);
    return runner.run(attempt);
  }
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const warnings = (): unknown[] => noted.mock.calls.map(([message, , level]) => [level, message]);

  it('ran on beside the next of its key, and nobody was told: a warning says for how long', async () => {
    const ran = start(() => sleep(1_700));
    await jest.advanceTimersByTimeAsync(1_700);
    await ran;
    expect(warnings()).toEqual([
      ['warn', 'Handler Shop.paid was given up after 1000 ms and ran on for 700 ms: pass on its signal'],
    ]);
    expect(noted.mock.calls[0]?.[1]).toEqual({
      handler: 'Shop.paid',
      eventId: toId('evt', UUID),
      eventType: 'order.paid',
      deliveryId: toId('dlv', UUID),
      attempt: 1,
      givenUpAndRunning: 1,
    });
    await jest.advanceTimersByTimeAsync(10_000);
    expect(noted).toHaveBeenCalledTimes(1);
  });

  it('is told of once when it goes on for as long again, and not a second time at its end', async () => {
    const ran = start(() => sleep(60_000));
    await jest.advanceTimersByTimeAsync(2_000);
    const told = [
      ['warn', 'Handler Shop.paid was given up after 1000 ms and still runs 1000 ms later: pass on its signal'],
    ];
    expect(warnings()).toEqual(told);
    await jest.advanceTimersByTimeAsync(60_000);
    await ran;
    expect(warnings()).toEqual(told);
  });

  it.each([
    ['heeds its signal', ({ signal }: HandlerContext) => untilAborted(signal)],
    ['heeds its signal, and clears up', ({ signal }: HandlerContext) => untilAborted(signal).finally(() => sleep(50))],
    ['is done in time', () => sleep(900)],
  ])('is not told of when it %s', async (_, work) => {
    const ran = start(work);
    await jest.advanceTimersByTimeAsync(60_000);
    await ran;
    expect(cancellation.aborted).toBe(true);
    expect(warnings()).toEqual([]);
  });

  it('logs the fields of its lines apart from those of the log, also when their names are the same', async () => {
    const ran = start(({ logger }) => {
      logger.info('paid', { attempt: 'second', level: 'gold' });
    });
    await jest.advanceTimersByTimeAsync(2_000);
    await ran;
    const [line] = noted.mock.calls;
    expect(line?.[0]).toBe('paid');
    expect(line?.[1]).toMatchObject({ attempt: 1, fields: { attempt: 'second', level: 'gold' } });
    expect(line?.[1]).not.toHaveProperty('level');
  });
});

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('given up'));
    });
  });
}
