import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OnWebhook } from '@kanca/handlers';
import { eventually } from '@kanca/testing';
import { Injectable, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { programArguments } from '../support/built-program.js';
import { startHubProcess } from '../support/hub-process.js';
import { startSink, type Sink } from '../support/sink.js';
import { ADMIN_KEY, callApi, createHubDatabase, startTestHub, type TestHub } from '../support/test-hub.js';

const run = promisify(execFile);

interface Replay {
  readonly id: string;
  readonly state: string;
  readonly progress: { readonly examined: number; readonly made: number; readonly skipped: number };
}

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly problems: readonly { readonly field: string }[];
}

const shipped: unknown[] = [];

@Injectable()
class Shipping {
  @OnWebhook('*', { types: ['order.*'], orderBy: 'subject', concurrency: 1 })
  ship(event: { readonly data: unknown }): void {
    shipped.push(event.data);
  }
}

@Module({ providers: [Shipping] })
class ShippingModule {}

describe('replays, over the API and the command line', () => {
  let hub: TestHub;
  let sink: Sink;

  beforeAll(async () => {
    hub = await startTestHub({ modules: [ShippingModule] });
    sink = await startSink();
  });
  afterAll(async () => {
    await hub.close();
    await sink.close();
  });
  beforeEach(async () => {
    await hub.unsubscribeAll();
    sink.reset();
  });

  const subscribe = async (more: object = {}): Promise<string> =>
    (await hub.subscribe({ uri: sink.url, retry: { kind: 'list', delaysMs: [], jitter: 0 }, ...more })).id;
  const publish = async (type: string, more: object = {}): Promise<string> =>
    (await hub.call<{ id: string }>('POST', '/events', { type, data: {}, ...more })).body.id;
  const received = (type: string): string[] =>
    sink.requests
      .filter(({ body }) => (JSON.parse(body.toString()) as { type: string }).type === type)
      .map(({ headers }) => String(headers['webhook-id']));
  /** The subscriber has a delivery before the hub has written that down. */
  const idle = (): Promise<unknown> =>
    eventually(async () => {
      const states = ['pending', 'running'].map((state) =>
        hub.call<{ data: unknown[] }>('GET', `/deliveries?state=${state}`),
      );
      return (await Promise.all(states)).every(({ body }) => body.data.length === 0);
    });
  const ended = (id: string): Promise<Replay> =>
    eventually(async () => {
      const { body } = await hub.call<Replay>('GET', `/replays/${id}`);
      return ['done', 'failed'].includes(body.state) && body;
    });
  async function kanca(...arguments_: readonly string[]): Promise<string> {
    const env = { PATH: process.env['PATH'], KANCA_URL: hub.url, KANCA_KEY: ADMIN_KEY };
    return (await run(process.execPath, programArguments('kanca', ...arguments_), { env })).stdout;
  }

  it('delivers dead letters again under the same webhook-id, after saying how many that would be', async () => {
    sink.behave((_request, response) => response.writeHead(500).end());
    const subscription = await subscribe({ filters: ['dead.*'] });
    const id = await publish('dead.one');
    await eventually(async () => {
      const { body } = await hub.call<{ data: unknown[] }>('GET', `/deliveries?state=dead&consumer=${subscription}`);
      return body.data.length === 1;
    });
    sink.behave((_request, response) => response.writeHead(204).end());

    const filter = { state: 'dead', type: 'dead.*' };
    const forecast = await hub.call('POST', '/replays', { filter, dryRun: true });
    expect([forecast.status, forecast.body]).toEqual([
      200,
      { count: 1, complete: true, examined: 1, skipped: 0, gone: 0 },
    ]);

    const replay = await hub.call<Replay>('POST', '/replays', { filter });
    expect(replay.status).toBe(202);
    expect(replay.body).toMatchObject({ id: expect.stringMatching(/^rpl_/) as unknown, state: 'running', filter });
    expect(await ended(replay.body.id)).toMatchObject({ state: 'done', progress: { made: 1 } });
    await eventually(() => received('dead.one').length === 2);
    expect(received('dead.one')).toEqual([id, id]);
    await idle();
    const { body } = await hub.call<{ data: { replayId: string | null; state: string }[] }>(
      'GET',
      `/deliveries?consumer=${subscription}`,
    );
    expect(body.data.map(({ replayId, state }) => [replayId, state])).toEqual([
      [replay.body.id, 'delivered'],
      [null, 'dead'],
    ]);
    const list = await hub.call<{ data: Replay[] }>('GET', '/replays?limit=1');
    expect(list.body.data.map((one) => one.id)).toEqual([replay.body.id]);
    const again = await hub.call<Problem>('POST', `/replays/${replay.body.id}/cancel`);
    expect([again.status, again.body.code]).toEqual([409, 'conflict']);
  });

  it('delivers one event again at once', async () => {
    const subscription = await subscribe({ filters: ['once.*'] });
    const id = await publish('once.made');
    await eventually(() => received('once.made').length === 1);
    await idle();
    const replayed = await hub.call('POST', `/events/${id}/replay`, { consumer: subscription });
    expect([replayed.status, replayed.body]).toEqual([202, { id, deliveries: 1, skipped: 0 }]);
    await eventually(() => received('once.made').length === 2);
    expect((await hub.call('POST', '/events/evt_00000000000000000000000000/replay')).status).toBe(404);
  });

  it.each([
    [{}, 'filter'],
    [{ filter: {} }, 'filter'],
    [{ filter: { until: '2026-01-15T08:00:00Z' } }, 'filter'],
    [{ filter: { state: 'broken' } }, 'filter.state'],
    [{ filter: { all: true, tpye: 'a' } }, 'filter'],
    [{ filter: { all: true }, rate: 0 }, 'rate'],
    [{ filter: { all: true }, rate: 1e-46 }, 'rate'],
    [{ filter: { all: true }, consumer: 'nobody' }, 'consumer'],
    [{ filter: { all: true, consumer: 'a' }, consumer: 'b' }, 'consumer'],
  ])('refuses %j with a sentence about %s', async (body, field) => {
    for (const dryRun of [false, true]) {
      const refused = await hub.call<Problem>('POST', '/replays', {
        ...body,
        dryRun,
      });
      expect([refused.status, refused.body.code]).toEqual([400, 'invalid_request']);
      expect(refused.body.problems[0]?.field).toContain(field);
    }
  });

  it('shows and changes for a key of one tenant only what is its own', async () => {
    const { body: key } = await hub.call<{ key: string }>('POST', '/keys', {
      name: 'acme',
      scopes: ['manage', 'read', 'publish'],
      tenant: 'acme',
    });
    const as = <T>(method: string, path: string, body?: unknown): ReturnType<typeof callApi<T>> =>
      callApi<T>(hub.url, method, path, body, key.key);
    const others = await publish('mine.made');
    const own = (await as<{ id: string }>('POST', '/events', { type: 'mine.made', data: {} })).body.id;
    expect((await as('POST', `/events/${others}/replay`)).status).toBe(404);
    expect((await as('POST', `/events/${own}/replay`)).status).toBe(202);
    const all = await hub.call<Replay>('POST', '/replays', { filter: { type: 'mine.*' } });
    expect((await as('GET', `/replays/${all.body.id}`)).status).toBe(404);
    expect((await as('POST', `/replays/${all.body.id}/cancel`)).status).toBe(404);
    const mine = await as<{ examined: number }>('POST', '/replays', { filter: { type: 'mine.*' }, dryRun: true });
    expect(mine.body.examined).toBe(1);
    for (const action of ['pause', 'resume']) expect((await as('POST', `/queue/${action}`)).status).toBe(403);
  });

  it('resumes a subscription with the newest of what was held, or none of it', async () => {
    const subscription = await subscribe({ filters: ['held.*'], concurrency: 1 });
    await hub.call('POST', `/subscriptions/${subscription}/pause`);
    for (let n = 0; n < 3; n++) await publish('held.made');
    const resumed = await hub.call('POST', `/subscriptions/${subscription}/resume`, {
      deliver: { last: 1 },
      rate: 100,
    });
    expect([resumed.status, resumed.body]).toMatchObject([
      200,
      { id: subscription, state: 'enabled', backlog: { delivering: 1, cancelled: 2 } },
    ]);
    await eventually(() => received('held.made').length === 1);
    await idle();
    await hub.call('POST', `/subscriptions/${subscription}/pause`);
    await publish('held.made');
    expect(await kanca('subscriptions', 'resume', subscription, '--none')).toMatch(
      /enabled {2}0 going out, 1 cancelled/,
    );
    for (const [options, sentence] of [
      [['--none', '--last', '3'], '--none and --last exclude each other'],
      [['--rate', 'fast'], '--rate takes a number, got "fast"'],
    ] as const)
      await expect(kanca('subscriptions', 'resume', subscription, ...options)).rejects.toMatchObject({
        stderr: expect.stringContaining(sentence) as unknown,
      });
    for (const [field, body] of [
      ['deliver', { deliver: 'some' }],
      ['rate', { rate: 1e-46 }],
    ] as const) {
      const refused = await hub.call<Problem>('POST', `/subscriptions/${subscription}/resume`, body);
      expect([refused.status, refused.body.code]).toEqual([400, 'invalid_request']);
      expect(refused.body.problems[0]?.field).toContain(field);
    }
    expect((await hub.call('POST', '/subscriptions/sub_00000000000000000000000000/resume')).status).toBe(404);
  });

  it('resumes a handler with the newest of what was held, and shows what makes its deliveries wait', async () => {
    const paused = await hub.call('POST', '/handlers/Shipping.ship/pause');
    expect(paused.body).toMatchObject({
      state: 'paused',
      orderBy: 'subject',
      where: null,
      order: 50,
      onPoison: 'skip',
    });
    for (const n of [1, 2, 3]) await publish('order.paid', { subject: 'one', data: n });
    const resumed = await hub.call('POST', '/handlers/Shipping.ship/resume', { deliver: { last: 2 } });
    expect([resumed.status, resumed.body]).toMatchObject([
      200,
      { state: 'active', backlog: { delivering: 2, cancelled: 1 } },
    ]);
    await eventually(() => shipped.length === 2);
    expect(shipped).toEqual([2, 3]);
    await idle();
    await hub.call('POST', '/handlers/Shipping.ship/pause');
    await publish('order.paid', { subject: 'one' });
    expect(await kanca('handlers', 'resume', 'Shipping.ship', '--none')).toMatch(/active {2}0 going out, 1 cancelled/);
  });

  it('holds everything while the queue is paused', async () => {
    await subscribe({ filters: ['queued.*'] });
    expect(await kanca('queue', 'pause')).toMatch(/paused +true/);
    expect((await hub.call('GET', '/queue')).body).toMatchObject({ paused: true });
    await publish('queued.made');
    await new Promise((wait) => setTimeout(wait, 300));
    expect(received('queued.made')).toHaveLength(0);
    expect(await kanca('queue', 'resume')).toMatch(/paused +false/);
    await eventually(() => received('queued.made').length === 1);
  });

  it('are asked for, watched and looked up from the command line', async () => {
    const ids = [await publish('cli.made'), await publish('cli.made')];
    const subscription = await subscribe({ filters: ['cli.*'] });
    const dry = await kanca('replay', '--state', 'missing', '--consumer', subscription, '--type', 'cli.*', '--dry-run');
    expect(dry).toContain('2 deliveries would be made (dry run: nothing was)');
    const waited = await kanca('replay', '--state', 'missing', '--consumer', subscription, '--type', 'cli.*', '--wait');
    expect(waited).toMatch(
      /done: \d+ events looked at, 2 deliveries made, 0 under way already, 0 too old to replay\nrpl_\w+ {2}done/,
    );
    await eventually(() => received('cli.made').length === 2);
    const id = /rpl_\w+/.exec(waited)?.[0] ?? '';
    expect(await kanca('replays', 'ls')).toContain(id);
    expect(await kanca('replays', 'get', id)).toContain('"made": 2');
    await expect(kanca('replays', 'cancel', id)).rejects.toMatchObject({
      stderr: expect.stringContaining('is done') as unknown,
    });
    await idle();
    expect(await kanca('replay', ids[0] ?? '')).toContain('1 delivery made');
    await eventually(() => received('cli.made').length === 3);
    await expect(kanca('replay', ids[0] ?? '', '--since', '2026-01-15T08:00:00Z')).rejects.toMatchObject({
      stderr: expect.stringContaining('only --consumer fits') as unknown,
    });
    await expect(kanca('replay')).rejects.toMatchObject({
      stderr: expect.stringContaining('would deliver every event again') as unknown,
    });
  });
});

describe('a hub that is killed in the middle of a replay', () => {
  const EVENTS = 1_200;

  it('has made no pair twice and misses none, when another one goes on', async () => {
    const database = await createHubDatabase();
    const env = {
      DATABASE_URL: database.url,
      KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 5).toString('base64'),
      LOG_LEVEL: 'fatal',
    };
    const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    let hub = await startHubProcess(env);
    try {
      for (let at = 0; at < EVENTS; at += 400)
        await callApi(hub.url, 'POST', '/events/batch', {
          events: Array.from({ length: 400 }, (_, n) => ({ type: 'a.b', data: at + n })),
        });
      // Paused, so that everything that is made can be counted.
      const paused = { uri: 'http://127.0.0.1:8080/hooks', enabled: false };
      expect((await callApi(hub.url, 'POST', '/subscriptions', paused)).status).toBe(201);
      const { body: replay } = await callApi<Replay>(hub.url, 'POST', '/replays', {
        filter: { state: 'missing' },
        rate: 400,
      });
      const made = async (): Promise<number> =>
        (await callApi<Replay>(hub.url, 'GET', `/replays/${replay.id}`)).body.progress.made;
      await eventually(async () => (await made()) > 0);
      await hub.kill();
      const [then] = await dataSource.query<{ state: string }[]>('SELECT state FROM kanca.replays');
      expect(then?.state).toBe('running');

      hub = await startHubProcess(env);
      await eventually(async () => (await made()) === EVENTS);
      expect(
        await dataSource.query(
          `SELECT count(*)::int AS deliveries, count(DISTINCT event_id)::int AS events FROM kanca.open_deliveries`,
        ),
      ).toEqual([{ deliveries: EVENTS, events: EVENTS }]);
    } finally {
      await hub.kill();
      await dataSource.destroy();
      await database.drop();
    }
  });
});
