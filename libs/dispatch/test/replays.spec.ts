import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { ConsumerCatalogue, Publisher, RunnerRegistry, type AttemptResult, type ConsumerDraft } from '@kanca/dispatch';
import { ReplayRunner } from '@kanca/dispatch/engine';
import {
  DeliveryQueries,
  DeliveryControl,
  EventReplay,
  QueueGauge,
  ReplayPreview,
  Replays,
  type DeliverySummary,
  type Replay,
  type ReplayFilter,
} from '@kanca/dispatch/operator';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';

const OK: AttemptResult = { outcome: { kind: 'succeeded' } };
const FAIL: AttemptResult = { outcome: { kind: 'failed' }, error: 'Answered 500.' };
const REFUSE: AttemptResult = { outcome: { kind: 'rejected' }, error: 'Not this one.' };

function consumer(id: number, more: Partial<ConsumerDraft> = {}): ConsumerDraft {
  return {
    id: `00000000-0000-7000-8000-${String(id).padStart(12, '0')}`,
    tenant: 'default',
    kind: 'handler',
    name: `consumer ${String(id)}`,
    filters: ['*'],
    state: 'active',
    concurrency: 16,
    timeoutMs: 1_000,
    retry: { kind: 'list', delaysMs: [], jitter: 0 },
    reply: false,
    ...more,
  };
}

describe('a replay', () => {
  let engine: TestEngine;
  let script: (consumerName: string, type: string) => AttemptResult;
  let runner: ScriptedRunner;

  beforeEach(async () => {
    // Steps are made when the test says so.
    engine = await createTestEngine({ settings: { scheduler: false } });
    script = () => OK;
    runner = new ScriptedRunner('handler', ({ consumer: { name }, event }) => script(name, event.type));
    engine.app.get(RunnerRegistry).add(runner);
  });
  afterEach(() => engine.close());

  const put = (...consumers: ConsumerDraft[]): Promise<unknown> =>
    Promise.all(consumers.map((one) => engine.app.get(ConsumerCatalogue).put(one)));
  const publish = async (
    type: string,
    more: { tenant?: string; subject?: string; data?: unknown } = {},
  ): Promise<string> => (await engine.app.get(Publisher).publish({ tenant: 'default', type, data: {}, ...more })).id;
  const deliveries = async (state?: string): Promise<readonly DeliverySummary[]> =>
    (await engine.app.get(DeliveryQueries).list({ tenant: '*', limit: 200, state })).data;
  const settled = (count: number): Promise<unknown> =>
    eventually(async () => {
      const all = await deliveries();
      return all.length === count && all.every(({ state }) => ['delivered', 'dead', 'cancelled'].includes(state));
    });
  const ask = (filter: ReplayFilter, more: { tenant?: string; rate?: number } = {}): Promise<Replay> =>
    engine.app.get(Replays).create({ tenant: '*', filter, ...more });
  const state = (replay: Replay): Promise<Replay> => engine.app.get(Replays).get(replay.id, '*');
  const replayed = async (filter: ReplayFilter, more: { tenant?: string } = {}): Promise<Replay> => {
    const replay = await ask(filter, more);
    await engine.app.get(ReplayRunner).run();
    return state(replay);
  };

  it('delivers events again to everyone who hears of them now, and the deliveries tell of it', async () => {
    await put(consumer(1));
    const id = await publish('invoice.paid');
    await publish('order.placed');
    await settled(2);
    await put(consumer(2));
    const replay = await replayed({ type: 'invoice.*' });
    expect(replay).toMatchObject({
      state: 'done',
      tenant: null,
      progress: { examined: 2, made: 2, hastened: 0, skipped: 0, gone: 0 },
    });
    await settled(4);
    const made = (await deliveries()).filter(({ replayId }) => replayId !== null);
    expect(made.map(({ consumer: { name } }) => name).sort()).toEqual(['consumer 1', 'consumer 2']);
    expect(made.map(({ event, replayId }) => [event.id, replayId])).toEqual([
      [id, replay.id],
      [id, replay.id],
    ]);
  });

  it('of dead letters makes deliveries for those consumers only whose last one is dead, and once', async () => {
    await put(consumer(1), consumer(2));
    script = (name, type) => (name === 'consumer 1' && type === 'bad.one' ? REFUSE : OK);
    for (const type of ['bad.one', 'good.one', 'bad.one']) await publish(type);
    await settled(6);
    script = () => OK;
    expect((await replayed({ state: 'dead' })).progress).toMatchObject({ examined: 2, made: 2, skipped: 0 });
    await settled(8);
    expect(
      (await deliveries()).filter(({ replayId }) => replayId !== null).map(({ consumer: { name } }) => name),
    ).toEqual(['consumer 1', 'consumer 1']);
    expect((await replayed({ state: 'dead' })).progress).toMatchObject({ made: 0, skipped: 0 });
  });

  it('resolves a dead letter once its event was delivered, and not before', async () => {
    await put(consumer(1));
    script = () => REFUSE;
    await publish('invoice.paid');
    await settled(1);
    const archive = engine.app.get(DeliveryQueries);
    // One that has read nothing yet, so that nothing is remembered.
    const gauge = (): QueueGauge => new QueueGauge(engine.app.get(SqlPool), new SystemClock());
    const dead = async (resolved?: boolean): Promise<string[]> =>
      (await archive.list({ tenant: '*', limit: 10, state: 'dead', resolved })).data.map(({ id }) => id);
    await replayed({ state: 'dead' });
    await settled(2);
    expect([await dead(), await dead(false), await dead(true)].map((ids) => ids.length)).toEqual([2, 2, 0]);
    expect((await gauge().read()).dead).toBe(2);
    const [latest = '', first = ''] = await dead();
    expect(await archive.get(first, '*')).toMatchObject({ resolvedBy: null });
    script = () => OK;
    await replayed({ state: 'dead' });
    await settled(3);
    const [delivered] = await deliveries('delivered');
    expect(await dead(false)).toEqual([]);
    expect(await dead(true)).toEqual([latest, first]);
    for (const id of [latest, first])
      expect(await archive.get(id, '*')).toMatchObject({ state: 'dead', resolvedBy: delivered?.id });
    const { data } = await archive.list({ tenant: '*', limit: 10 });
    expect(data.map(({ resolvedBy }) => resolvedBy)).toEqual([null, delivered?.id, delivered?.id]);
    expect((await gauge().read()).dead).toBe(0);
    expect(await archive.get(delivered?.id ?? '', '*')).toMatchObject({ resolvedBy: null });
  });

  it('of what failed makes those that wait for their next attempt due now, and no second delivery', async () => {
    await put(consumer(1, { retry: { kind: 'list', delaysMs: [3_600_000], jitter: 0 } }), consumer(2));
    script = (name) => (name === 'consumer 1' ? FAIL : REFUSE);
    await publish('invoice.paid');
    await eventually(async () => {
      const all = await deliveries();
      return all.length === 2 && all.every(({ attemptCount, state: now }) => attemptCount === 1 && now !== 'running');
    });
    script = () => OK;
    expect((await replayed({ state: 'failed' })).progress).toMatchObject({
      examined: 1,
      made: 1,
      hastened: 1,
      skipped: 0,
    });
    await settled(3);
    expect((await deliveries('delivered')).map(({ attemptCount }) => attemptCount).sort()).toEqual([1, 2]);
  });

  it('of what is missing fills in for a new consumer, in the order of the log, and nothing twice', async () => {
    await put(consumer(1));
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) {
      ids.push(await publish('invoice.paid'));
      // Ids tell milliseconds apart.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await settled(5);
    await put(consumer(2, { concurrency: 1 }));
    expect((await replayed({ state: 'missing', consumer: 'consumer 2' })).progress).toMatchObject({ made: 5 });
    await settled(10);
    const heard = runner.attempts.filter((attempt) => attempt.consumer.name === 'consumer 2');
    expect(heard.map(({ event }) => event.id)).toEqual(ids);
    expect((await replayed({ state: 'missing' })).progress).toMatchObject({ made: 0, skipped: 0 });
  });

  it('does not take for missing what it can no longer know', async () => {
    await put(consumer(1, { state: 'paused' }));
    await publish('invoice.paid');
    await engine.dataSource.query(`UPDATE kanca.events SET received_at = now() - interval '31 days'`);
    await put(consumer(2, { state: 'paused' }));
    expect((await replayed({ state: 'missing' })).progress).toMatchObject({ made: 0 });
    expect((await replayed({ all: true })).progress).toMatchObject({ made: 1 });
  });

  it('makes no second delivery while one is under way', async () => {
    await put(consumer(1, { state: 'paused' }));
    await publish('invoice.paid');
    for (const filter of [{ all: true }, { state: 'missing' }] as const)
      expect((await replayed(filter)).progress).toMatchObject({ made: 0, skipped: 1 });
    expect(await deliveries()).toHaveLength(1);
  });

  it('finds events by each part of its filter', async () => {
    const first = await publish('invoice.paid', { subject: 'a' });
    const middle = new Date();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await publish('invoice.sent', { tenant: 'acme', subject: 'b' });
    await put(consumer(1, { tenant: '*', state: 'paused' }));
    const count = async (filter: ReplayFilter, tenant = '*'): Promise<number> =>
      (await engine.app.get(ReplayPreview).count(filter, tenant)).count;
    expect(await count({ all: true })).toBe(2);
    expect(await count({ all: true }, 'acme')).toBe(1);
    expect(await count({ all: true }, 'nobody')).toBe(0);
    expect(await count({ type: 'invoice.*' })).toBe(2);
    expect(await count({ type: 'invoice.sent' })).toBe(1);
    expect(await count({ type: '*.paid' })).toBe(1);
    expect(await count({ type: 'invoice' })).toBe(0);
    expect(await count({ subject: 'a' })).toBe(1);
    expect(await count({ source: '/published/acme' })).toBe(1);
    expect(await count({ since: middle })).toBe(1);
    expect(await count({ until: middle, all: true })).toBe(1);
    expect(await count({ ids: [first] })).toBe(1);
    expect(await count({ ids: [first] }, 'acme')).toBe(0);
    expect(await count({ ids: [first], state: 'dead' })).toBe(0);
    expect(await deliveries()).toHaveLength(0);
    expect((await replayed({ until: middle, all: true })).progress.made).toBe(1);
    expect((await replayed({ since: middle })).progress.made).toBe(1);
    expect((await replayed({ ids: [first] })).progress.skipped).toBe(1);
  });

  it('asks the consumer what it hears of today, by what is in the event', async () => {
    for (const amount of [1, 100, 200]) await publish('invoice.paid', { data: { amount } });
    await put(consumer(1, { where: { 'data.amount': { $gt: 50 } } }));
    expect((await replayed({ state: 'missing' })).progress).toMatchObject({ examined: 3, made: 2 });
    await settled(2);
  });

  it('keeps the order of each key', async () => {
    for (let n = 0; n < 6; n++) {
      await publish('invoice.paid', { subject: n % 2 === 0 ? 'even' : 'odd', data: n });
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await put(consumer(1, { orderBy: 'subject' }));
    await replayed({ consumer: 'consumer 1' });
    await settled(6);
    const heard = runner.attempts.map(({ event }) => Number(event.data));
    expect(heard.filter((n) => n % 2 === 0)).toEqual([0, 2, 4]);
    expect(heard.filter((n) => n % 2 === 1)).toEqual([1, 3, 5]);
  });

  it('for a later handler of a chain does not wait for the earlier ones, which have long ended', async () => {
    await put(consumer(1, { order: 1 }), consumer(2, { order: 2 }));
    await publish('invoice.paid');
    await settled(2);
    await replayed({ consumer: 'consumer 2' });
    await settled(3);
  });

  it('ends with what had come in when it was asked for', async () => {
    await put(consumer(1, { state: 'paused' }));
    await publish('invoice.paid');
    const replay = await ask({ all: true });
    await publish('invoice.paid');
    await engine.app.get(ReplayRunner).run();
    expect((await state(replay)).progress).toMatchObject({ made: 0, skipped: 1 });
  });

  it('stays inside its tenant', async () => {
    await put(consumer(1, { tenant: '*' }), consumer(2, { tenant: 'acme', name: 'of acme' }));
    await publish('invoice.paid');
    await publish('invoice.paid', { tenant: 'acme' });
    await settled(3);
    expect((await replayed({ all: true }, { tenant: 'acme' })).progress).toMatchObject({ examined: 1, made: 2 });
    await settled(5);
    await expect(ask({ consumer: 'of acme' }, { tenant: 'default' })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    const replays = engine.app.get(Replays);
    const replay = await replays.create({ tenant: 'acme', filter: { all: true } });
    await expect(replays.get(replay.id, 'default')).rejects.toMatchObject({ code: 'not_found' });
    await expect(replays.change('cancel', replay.id, 'default')).rejects.toMatchObject({ code: 'not_found' });
    expect((await replays.list('default', { limit: 10 })).data).toEqual([]);
    expect((await replays.list('acme', { limit: 10 })).data).toHaveLength(2);
  });

  it('passes over events whose bytes the retention has dropped, and counts them', async () => {
    await publish('invoice.paid');
    await engine.dataSource.query('DELETE FROM kanca.bodies');
    const id = await publish('invoice.paid');
    await put(consumer(1));
    expect((await replayed({ all: true })).progress).toMatchObject({ examined: 2, made: 1, gone: 1 });
    await settled(1);
    expect((await deliveries())[0]?.event.id).toBe(id);
  });

  it('counts what it would do exactly as it then does it', async () => {
    await put(consumer(1), consumer(2));
    script = (name) => (name === 'consumer 1' ? REFUSE : OK);
    for (let n = 0; n < 3; n++) await publish('invoice.paid');
    await settled(6);
    const forecast = await engine.app.get(ReplayPreview).count({ state: 'dead' }, '*');
    expect(forecast).toEqual({ count: 3, complete: true, examined: 3, skipped: 0, gone: 0 });
    expect(await deliveries()).toHaveLength(6);
    expect((await replayed({ state: 'dead' })).progress).toMatchObject({ made: forecast.count });
  });

  it('makes no more at once than its rate allows', async () => {
    await put(consumer(1, { state: 'paused' }));
    for (let n = 0; n < 3; n++) await publish('invoice.paid');
    await put(consumer(2, { state: 'paused' }));
    const replay = await ask({ consumer: 'consumer 2' }, { rate: 0.01 });
    const tick = (): Promise<unknown> => engine.app.get(ReplayRunner).run();
    await tick();
    await tick();
    expect((await state(replay)).progress.made).toBe(1);
    await engine.dataSource.query(`UPDATE kanca.replays SET next_step_at = now()`);
    await tick();
    expect((await state(replay)).progress.made).toBe(2);
  });

  it.each([0, 1e-46, 0.0009, 100_001, Number.NaN])('is refused at a rate of %p, which is named', async (rate) => {
    await expect(ask({ all: true }, { rate })).rejects.toMatchObject({
      code: 'invalid_request',
      problems: [{ field: 'rate' }],
    });
  });

  it('is paused, goes on, and is cancelled; what was made stays', async () => {
    await put(consumer(1, { state: 'paused' }));
    for (let n = 0; n < 3; n++) await publish('invoice.paid');
    await put(consumer(2, { state: 'paused' }));
    const replays = engine.app.get(Replays);
    const replay = await ask({ consumer: 'consumer 2' }, { rate: 0.01 });
    const tick = async (): Promise<number> => {
      await engine.dataSource.query(`UPDATE kanca.replays SET next_step_at = now()`);
      await engine.app.get(ReplayRunner).run();
      return (await state(replay)).progress.made;
    };
    expect(await tick()).toBe(1);
    expect((await replays.change('pause', replay.id, '*')).state).toBe('paused');
    await expect(replays.change('pause', replay.id, '*')).rejects.toMatchObject({ code: 'conflict' });
    expect(await tick()).toBe(1);
    expect((await replays.change('resume', replay.id, '*')).state).toBe('running');
    expect(await tick()).toBe(2);
    const cancelled = await replays.change('cancel', replay.id, '*');
    expect(cancelled.state).toBe('cancelled');
    expect(cancelled.finishedAt).not.toBeNull();
    expect(await tick()).toBe(2);
    await expect(replays.change('resume', replay.id, '*')).rejects.toMatchObject({ code: 'conflict' });
    expect(await deliveries()).toHaveLength(5);
  });

  it('is forgotten when it ended longer ago than the retention', async () => {
    const ended = await replayed({ all: true });
    const open = await ask({ all: true });
    const forget = (): Promise<number> => engine.app.get(ReplayRunner).forget();
    expect(await forget()).toBe(0);
    await engine.dataSource.query(
      `UPDATE kanca.replays SET created_at = now() - interval '40 days', finished_at = finished_at - interval '31 days'`,
    );
    expect(await forget()).toBe(1);
    await expect(state(ended)).rejects.toMatchObject({ code: 'not_found' });
    expect((await state(open)).state).toBe('running');
  });

  it('at a rate makes the deliveries of one event together, and no more', async () => {
    await put(consumer(1, { state: 'paused' }));
    for (let n = 0; n < 3; n++) await publish('invoice.paid');
    await put(consumer(2, { state: 'paused' }), consumer(3, { state: 'paused' }));
    const replay = await ask({ all: true }, { rate: 0.01 });
    await engine.app.get(ReplayRunner).run();
    expect((await state(replay)).progress).toMatchObject({ examined: 1, made: 2, skipped: 1 });
  });

  it('goes on when its consumer is removed, and has nothing left to make', async () => {
    await put(consumer(1));
    await publish('invoice.paid');
    await settled(1);
    const replay = await ask({ consumer: 'consumer 1' });
    await engine.app.get(ConsumerCatalogue).remove(consumer(1).id);
    await engine.app.get(ReplayRunner).run();
    expect(await state(replay)).toMatchObject({ state: 'done', progress: { made: 0 } });
  });

  it('of one event is made at once, and only for those that have none under way', async () => {
    await put(consumer(1), consumer(2, { state: 'paused' }));
    const id = await publish('invoice.paid');
    await eventually(async () => (await deliveries('delivered')).length === 1);
    const eventReplay = engine.app.get(EventReplay);
    expect(await eventReplay.run(id, '*')).toEqual({ id, deliveries: 1, skipped: 1 });
    await eventually(async () => (await deliveries('delivered')).length === 2);
    expect(await eventReplay.run(id, 'default', 'consumer 1')).toEqual({ id, deliveries: 1, skipped: 0 });
    await expect(eventReplay.run(id, 'acme')).rejects.toMatchObject({ code: 'not_found' });
    await expect(eventReplay.run(id, '*', 'nobody')).rejects.toMatchObject({ code: 'invalid_request' });
    await engine.dataSource.query('DELETE FROM kanca.bodies');
    await expect(eventReplay.run(id, '*')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('of a pair leaves its earlier deliveries ended: none is retried by hand while another is under way', async () => {
    await put(consumer(1));
    script = () => REFUSE;
    const id = await publish('invoice.paid');
    const dead = await eventually(async () => (await deliveries('dead'))[0]);
    await put(consumer(1, { state: 'paused' }));
    await engine.app.get(EventReplay).run(id, '*');
    const held = (await deliveries()).find(({ state: now }) => now === 'held');
    const retry = (): Promise<unknown> => engine.app.get(DeliveryControl).retry(dead.id, '*');
    await expect(retry()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(String(held?.id)) as unknown,
    });
    expect(await deliveries()).toHaveLength(2);
    await engine.app.get(DeliveryControl).cancel(String(held?.id), '*');
    await retry();
    expect((await deliveries()).map(({ state: now }) => now).sort()).toEqual(['cancelled', 'held']);
  });
});
