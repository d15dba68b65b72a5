import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ConsumerCatalogue,
  EventLog,
  ReplyDesk,
  RunnerRegistry,
  type Attempt,
  type AttemptResult,
  type HandlerReply,
  type Stored,
} from '@kanca/dispatch';
import { DeliveryQueries } from '@kanca/dispatch/operator';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';

type Script = (attempt: Attempt) => AttemptResult | Promise<AttemptResult>;

const SILENT: AttemptResult = { outcome: { kind: 'succeeded' } };
const FAILED: AttemptResult = { outcome: { kind: 'failed' }, error: 'Broken.' };
const says = (body: string): AttemptResult => ({ ...SILENT, reply: { body } });

/** Something to wait for until the test opens it. */
function gate(): { readonly promise: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { promise, open: () => open() };
}

/** Handlers that may answer a provider while it waits. */
describe('the reply handlers of an event', () => {
  let engine: TestEngine;
  /** By the handler's name. */
  let scripts: Record<string, Script>;
  /** What was called, in this order: `name`, and `name late` when nobody could be answered any more. */
  let calls: string[];

  beforeEach(async () => {
    calls = [];
    scripts = {};
    engine = await createTestEngine();
    engine.app.get(RunnerRegistry).add(runner());
  });

  afterEach(() => engine.close());

  function runner(): ScriptedRunner {
    return new ScriptedRunner('handler', async (attempt) => {
      const { name } = attempt.consumer;
      calls.push(attempt.canReply ? name : `${name} late`);
      return (await scripts[name]?.(attempt)) ?? SILENT;
    });
  }

  async function handler(name: string, order: number, script: Script, filters = ['*']): Promise<void> {
    scripts[name] = script;
    await engine.app.get(ConsumerCatalogue).put({
      id: `00000000-0000-7000-8000-${Buffer.from(name.padEnd(6)).toString('hex')}`,
      tenant: '*',
      kind: 'handler',
      name,
      filters,
      state: 'active',
      concurrency: 5,
      timeoutMs: 5_000,
      retry: { kind: 'list', delaysMs: [1], jitter: 0 },
      reply: true,
      order,
    });
  }

  function receive(...types: readonly string[]): Promise<Stored> {
    return engine.app.get(EventLog).append({
      tenant: 'default',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      canReply: true,
      raw: { body: Buffer.from('{}'), headers: {} },
      events: types.map((type) => ({
        provider: 'shop',
        source: '/shop',
        sourceId: null,
        type,
        dedupKey: `key of ${type}`,
        datacontenttype: 'application/json',
        data: 'raw',
      })),
    });
  }

  async function answer(types: readonly string[] = ['asked'], budgetMs = 10_000): Promise<HandlerReply | null> {
    const { replies } = await receive(...types);
    return engine.app.get(ReplyDesk).answer(replies, budgetMs);
  }

  const ended = (count: number): Promise<Record<string, string>> =>
    eventually(async () => {
      const { data } = await engine.app.get(DeliveryQueries).list({ tenant: '*', limit: 200 });
      const over = data.filter(({ finishedAt }) => finishedAt !== null);
      return (
        over.length === count &&
        Object.fromEntries(over.map(({ consumer, event, state }) => [`${consumer.name} ${event.type}`, state]))
      );
    });

  it('are called in their order, until one has answered', async () => {
    await handler('c', 30, () => says('from c'));
    await handler('a', 10, () => SILENT);
    await handler('b', 20, () => says('from b'));
    await handler('d', 40, () => says('from d'));
    expect(await answer()).toEqual({ body: 'from b' });
    expect(await ended(4)).toEqual({
      'a asked': 'delivered',
      'b asked': 'delivered',
      'c asked': 'cancelled',
      'd asked': 'cancelled',
    });
    expect(calls).toEqual(['a', 'b']);
  });

  it('leave behind who made them needless', async () => {
    await handler('first', 10, () => says('hello'));
    await handler('second', 20, () => SILENT);
    await answer();
    await ended(2);
    const archive = engine.app.get(DeliveryQueries);
    const { data } = await archive.list({ tenant: '*', limit: 1, state: 'cancelled' });
    const { attempts } = await archive.get(data[0]?.id ?? '', '*');
    expect(attempts).toEqual([
      expect.objectContaining({
        number: 1,
        outcome: 'cancelled',
        error: 'Not called: first, which comes before it, has answered the provider.',
      }),
    ]);
  });

  it('run side by side where they have the same order, and the first answer counts', async () => {
    const { promise: answered, open } = gate();
    await handler('slow', 10, () => answered.then(() => says('from slow')));
    await handler('quick', 10, () => says('from quick'));
    expect(await answer()).toEqual({ body: 'from quick' });
    open();
    expect(await ended(2)).toEqual({ 'slow asked': 'delivered', 'quick asked': 'delivered' });
    expect(calls.sort()).toEqual(['quick', 'slow']);
  });

  it('may all keep silent', async () => {
    await handler('a', 10, () => SILENT);
    await handler('b', 20, () => SILENT);
    expect(await answer()).toBeNull();
    expect(calls).toEqual(['a', 'b']);
  });

  it('get their turn when one before them fails, which is tried again without the provider', async () => {
    await handler('a', 10, ({ number }) => (number === 1 ? FAILED : says('too late')));
    await handler('b', 20, () => says('from b'));
    expect(await answer()).toEqual({ body: 'from b' });
    expect(await ended(2)).toEqual({ 'a asked': 'delivered', 'b asked': 'delivered' });
    expect(calls).toEqual(['a', 'b', 'a late']);
  });

  it('are all called, in their order, when the provider waits no longer', async () => {
    const { promise: outOfTime, open } = gate();
    await handler('a', 10, () => outOfTime.then(() => says('too late')));
    await handler('b', 20, () => says('much too late'));
    await handler('c', 30, () => SILENT);
    expect(await answer(['asked'], 100)).toBeNull();
    expect(calls).toEqual(['a']);
    open();
    expect(await ended(3)).toEqual({ 'a asked': 'delivered', 'b asked': 'delivered', 'c asked': 'delivered' });
    expect(calls).toEqual(['a', 'b late', 'c late']);
  });

  it('are called for each event of a request, whatever became of the others', async () => {
    await handler('a', 10, () => says('from a'), ['one']);
    await handler('b', 20, () => SILENT);
    await handler('c', 30, () => SILENT);
    expect(await answer(['one', 'two'])).toEqual({ body: 'from a' });
    expect(await ended(5)).toEqual({
      'a one': 'delivered',
      'b one': 'cancelled',
      'c one': 'cancelled',
      'b two': 'delivered',
      'c two': 'delivered',
    });
  });

  it('whose turn had not come when the process died are called by another', async () => {
    await handler('a', 10, ({ number }) => (number === 1 ? new Promise(() => undefined) : SILENT));
    await handler('b', 20, () => SILENT);
    const { replies } = await receive('asked');
    void engine.app.get(ReplyDesk).answer(replies, 50);
    await eventually(() => calls.length === 1);
    await engine.dataSource.query(`UPDATE kanca.claims SET lease_until = now() - interval '1 second'`);
    expect(await ended(2)).toEqual({ 'a asked': 'delivered', 'b asked': 'delivered' });
    expect(calls.sort()).toEqual(['a', 'a late', 'b late']);
  });
});
