import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ConsumerCatalogue,
  EventLog,
  Publisher,
  RunnerRegistry,
  type AttemptResult,
  type Consumer,
  type ConsumerDraft,
} from '@kanca/dispatch';
import { CrashRecovery, Housekeeping } from '@kanca/dispatch/engine';
import { DeliveryQueries, EventQueries } from '@kanca/dispatch/operator';
import { createTestEngine, eventually, ScriptedRunner, type TestEngine } from '@kanca/testing';

const CONSUMER = '00000000-0000-7000-8000-000000000001';
const NEVER_AGAIN = { kind: 'list', delaysMs: [], jitter: 0 } as const;
const OK: AttemptResult = { outcome: { kind: 'succeeded' } };

/** Each of these once left a delivery stuck, lost or made twice. */
describe('what once left deliveries stuck or lost', () => {
  let engine: TestEngine;
  let script: (type: string) => AttemptResult;

  const start = async (settings: Parameters<typeof createTestEngine>[0] = {}): Promise<void> => {
    engine = await createTestEngine(settings);
    engine.app.get(RunnerRegistry).add(new ScriptedRunner('subscription', ({ event }) => script(event.type)));
  };
  const consumer = (more: Partial<Consumer> = {}): ConsumerDraft => ({
    id: CONSUMER,
    tenant: 'default',
    kind: 'subscription',
    name: 'consumer',
    filters: ['*'],
    state: 'active',
    concurrency: 16,
    timeoutMs: 300,
    retry: { kind: 'list', delaysMs: [1, 1, 1], jitter: 0 },
    reply: false,
    ...more,
  });
  const put = (more: Partial<Consumer> = {}): Promise<unknown> => engine.app.get(ConsumerCatalogue).put(consumer(more));
  const publish = (type: string): Promise<unknown> =>
    engine.app.get(Publisher).publish({ tenant: 'default', type, data: 1 });
  const list = async (state?: string): Promise<readonly { id: string; state: string }[]> =>
    (await engine.app.get(DeliveryQueries).list({ tenant: '*', limit: 500, state })).data;

  beforeEach(() => {
    script = () => OK;
  });
  afterEach(() => engine.close());

  it('the recovery does not cancel for a consumer that it has not heard of yet', async () => {
    await start({ settings: { worker: false, scheduler: false } });
    await put();
    await publish('a.b');
    // Another hub made the consumer anew and claimed for it; this one missed the news, and finds the claim when that hub is gone.
    const other = '00000000-0000-7000-8000-000000000002';
    await engine.dataSource.query(
      `INSERT INTO kanca.consumers (tenant, id, kind, name, filters, state, concurrency, timeout_ms, retry, reply, revision)
       SELECT tenant, $1, kind, name, filters, state, concurrency, timeout_ms, retry, reply, s.version + 1
       FROM kanca.consumers, kanca.consumer_set s`,
      [other],
    );
    await engine.dataSource.query('UPDATE kanca.consumer_set SET version = version + 1');
    await engine.dataSource.query('UPDATE kanca.open_deliveries SET consumer_id = $1', [other]);
    await engine.dataSource.query(
      `INSERT INTO kanca.claims (consumer_id, id, worker, delivery_ids, numbers, lease_until)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), array_agg(id), '{1}', now() - interval '1 second'
       FROM kanca.open_deliveries`,
      [other],
    );
    expect(await engine.app.get(CrashRecovery).recover()).toBe(1);
    expect((await list()).map(({ state }) => state)).toEqual(['pending']);
  });

  it.each([
    ['goes by the policy that its runner gives for the event', () => Promise.resolve(NEVER_AGAIN), 'dead'],
    ["goes by its consumer's where that cannot be found out", () => Promise.reject(new Error('cut off')), 'pending'],
  ])('the recovery %s', async (_what, policy, state) => {
    engine = await createTestEngine({ settings: { worker: false, scheduler: false } });
    const runner = new ScriptedRunner('subscription', () => OK);
    const asked: unknown[] = [];
    runner.policy = ({ event }) => {
      asked.push(event);
      return policy();
    };
    engine.app.get(RunnerRegistry).add(runner);
    await put();
    await publish('a.b');
    await engine.dataSource.query(
      `INSERT INTO kanca.claims (consumer_id, id, worker, delivery_ids, numbers, lease_until)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), array_agg(id), '{1}', now() - interval '1 second'
       FROM kanca.open_deliveries`,
      [CONSUMER],
    );
    expect(await engine.app.get(CrashRecovery).recover()).toBe(1);
    expect(asked).toEqual([{ tenant: 'default', type: 'a.b' }]);
    expect((await list()).map((one) => one.state)).toEqual([state]);
  });

  it('the recovery goes on past claims that have ended', async () => {
    await start({ settings: { worker: false, scheduler: false } });
    await put();
    await publish('a.b');
    await engine.dataSource.query(
      `INSERT INTO kanca.claims (consumer_id, id, worker, delivery_ids, numbers, lease_until)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), ARRAY[gen_random_uuid()], '{1}', now() - interval '1 hour'
       FROM generate_series(1, 100)`,
      [CONSUMER],
    );
    await engine.dataSource.query(
      `INSERT INTO kanca.claims (consumer_id, id, worker, delivery_ids, numbers, lease_until)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), array_agg(id), '{1}', now() - interval '1 second'
       FROM kanca.open_deliveries`,
      [CONSUMER],
    );
    expect(await engine.app.get(CrashRecovery).recover()).toBe(1);
  });

  it('an error between claiming and running does not use up the consumer for good', async () => {
    await start({ settings: { claimMarginMs: 200 } });
    const catalogue = engine.app.get(ConsumerCatalogue);
    const reach = catalogue.reach.bind(catalogue);
    let failures = 1;
    catalogue.reach = (version) => (failures-- > 0 ? Promise.reject(new Error('cut off')) : reach(version));
    await put({ concurrency: 1 });
    for (let n = 0; n < 3; n++) await publish('a.b');
    await eventually(async () => (await list('delivered')).length === 3);
  });

  it('a delay without end does not break the completions of others', async () => {
    await start();
    script = (type) => (type === 'late.one' ? { outcome: { kind: 'retry_after', afterMs: 1e16 } } : OK);
    await put();
    await Promise.all(Array.from({ length: 50 }, (_, n) => publish(n === 25 ? 'late.one' : 'good.one')));
    await eventually(async () => (await list('delivered')).length === 49);
    expect(await list('pending')).toHaveLength(1);
  });

  it('a day that had no partition when events came in gets one, and they move there', async () => {
    await start();
    await put({ state: 'paused' });
    const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    for (const table of ['bodies', 'earlier_attempts', 'finished_deliveries'])
      await engine.dataSource.query(`DROP TABLE kanca.${table}_${today}`);
    await publish('a.b');
    await engine.app.get(Housekeeping).makeRoom();
    expect(await engine.dataSource.query('SELECT FROM kanca.bodies_other')).toEqual([]);
    const { data } = await engine.app.get(EventQueries).list({ tenant: '*', limit: 1 });
    expect((await engine.app.get(EventQueries).get(data[0]?.id ?? '', '*')).data).toBe(1);
    await put();
    await eventually(async () => (await list('delivered')).length === 1);
  });

  it('a request whose sender is gone is not kept for an answer that nobody gives', async () => {
    await start();
    await put({ reply: true, concurrency: 1 });
    const event = {
      provider: 'acme',
      source: '/acme',
      sourceId: null,
      type: 'a.b',
      datacontenttype: 'application/json',
    };
    const { replies } = await engine.app.get(EventLog).append({
      tenant: 'default',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      raw: { body: Buffer.from('{}'), headers: {} },
      events: [{ ...event, dedupKey: 'd1', data: 'raw' }],
    });
    expect(replies).toEqual([]);
    await eventually(async () => (await list('delivered')).length === 1);
  });
});
