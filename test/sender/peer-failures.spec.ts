import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@kanca/core';
import { ConsumerCatalogue, Publisher, RunnerRegistry } from '@kanca/dispatch';
import { Housekeeping } from '@kanca/dispatch/engine';
import { createTestEngine, eventually, ScriptedRunner } from '@kanca/testing';
import { DataSource } from 'typeorm';
import { startHubProcess } from '../support/hub-process.js';
import { startSink, type Sink } from '../support/sink.js';
import { ADMIN_KEY, callApi, createHubDatabase, startTestHub, type TestHub } from '../support/test-hub.js';

/*
 * What other senders of webhooks are known to fail at, one test for each. These have theirs elsewhere:
 *
 * | failure                              | test                                                                                       |
 * | ------------------------------------ | ------------------------------------------------------------------------------------------ |
 * | timeout-covers-body                  | hostile-sink: that drips its body is cut off by its deadline                                |
 * | gzip-bomb                            | hostile-sink: that answers with a gzip bomb is asked for none                               |
 * | redirect-to-metadata                 | hostile-sink: that redirects to a metadata service is not followed                          |
 * | literal-bypasses-lookup              | libs/egress, guarded-client.guard: refuses loopback in every spelling of it                 |
 * | disabled-keeps-events                | endpoint-health: disabled-keeps-events; e2e/subscriber-behaviours: answers 410 is disabled   |
 * | test-button-parity                   | test-calls: takes the path of a delivery; hostile-sink.blocked: counts deliveries and tests |
 * | lease-shorter-than-timeout           | dispatch/engine: keeps what takes longer than a lease, for as long as its worker lives      |
 * | throttle-actually-throttles          | dispatch/throttle: throttle-actually-throttles                                              |
 */

const NO_RETRY = { kind: 'list', delaysMs: [], jitter: 0 } as const;
const DAY_MS = 86_400_000;

interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly attemptCount: number;
}

describe('what other senders fail at', () => {
  let hub: TestHub;
  let sink: Sink;

  beforeAll(async () => {
    hub = await startTestHub();
    sink = await startSink();
  });

  afterAll(async () => {
    await hub.close();
    await sink.close();
  });

  afterEach(async () => {
    await hub.unsubscribeAll();
    sink.reset();
  });

  const subscribe = async (input: object = {}): Promise<string> =>
    (await hub.subscribe({ uri: sink.url, retry: NO_RETRY, ...input })).id;
  const publish = async (): Promise<string> => hub.deliveryOf(await hub.publish('a.b'));

  const reached = (id: string, state: string, attemptCount: number): Promise<Delivery> =>
    eventually(async () => {
      const { body } = await hub.call<Delivery>('GET', `/deliveries/${id}`);
      return body.state === state && body.attemptCount === attemptCount && body;
    });

  it('crash-between-commit-and-enqueue: what a hub acknowledged in its last moment is delivered by the next one', async () => {
    const database = await createHubDatabase();
    const ended = await startHubProcess({
      DATABASE_URL: database.url,
      KANCA_ROLES: 'ingest,api',
      KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 7).toString('base64'),
    });
    await callApi(ended.url, 'POST', '/subscriptions', { uri: sink.url }, ADMIN_KEY);
    const published: string[] = [];
    for (let n = 0; n < 20; n++) {
      const { status, body } = await callApi<{ id: string }>(ended.url, 'POST', '/events', {
        type: 'a.b',
        data: { n },
      });
      expect(status).toBe(202);
      published.push(body.id);
    }
    await ended.kill();
    expect(sink.requests).toHaveLength(0);
    const next = await startTestHub({ database });
    await eventually(() => sink.requests.length === 20);
    expect(sink.requests.map(({ headers }) => headers['webhook-id']).sort()).toEqual(published.sort());
    await next.close();
    await database.drop();
  });

  it('second-manual-retry: each is an attempt of its own, of a dead letter and of what was delivered', async () => {
    await subscribe();
    sink.behave((_request, response) => response.writeHead(500).end());
    const id = await publish();
    await reached(id, 'dead', 1);
    for (const attempts of [2, 3]) {
      expect((await hub.call('POST', `/deliveries/${id}/retry`)).status).toBe(202);
      await reached(id, 'dead', attempts);
    }
    sink.behave((_request, response) => response.writeHead(204).end());
    for (const attempts of [4, 5]) {
      expect((await hub.call('POST', `/deliveries/${id}/retry`)).status).toBe(202);
      await reached(id, 'delivered', attempts);
    }
    expect(new Set(sink.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('counter-cleared-on-enable: what was disabled and is enabled again is not disabled by its next failure', async () => {
    const id = await subscribe();
    const failing = (): Promise<{ health: { failures: number; failingSince: string | null } }> =>
      hub
        .call<{ health: { failures: number; failingSince: string | null } }>('GET', `/subscriptions/${id}`)
        .then(({ body }) => body);
    sink.behave((_request, response) => response.writeHead(500).end());
    for (let n = 0; n < 3; n++) await publish();
    await eventually(async () => (await failing()).health.failures === 3);
    // As if that had gone on for a month.
    await hub.hub.app
      .get(DataSource)
      .query(`UPDATE kanca.endpoint_health SET failing_since = now() - interval '30 days', failures = 10000`);
    await publish();
    await eventually(
      async () => (await hub.call<{ state: string }>('GET', `/subscriptions/${id}`)).body.state === 'disabled',
    );
    await hub.call('POST', `/subscriptions/${id}/resume`, { deliver: 'none' });
    const again = await publish();
    await reached(again, 'dead', 1);
    await eventually(async () => (await failing()).health.failures === 1);
    expect(await failing()).toMatchObject({ state: 'enabled' });
  });

  it('pg-restart: a database that drops every connection, again and again, loses nothing and stops nothing', async () => {
    await subscribe({ retry: { kind: 'list', delaysMs: [20, 20, 20], jitter: 0 } });
    const published: string[] = [];
    const over = new AbortController();
    let broken = 0;
    const breaking = (async () => {
      while (!over.signal.aborted) {
        await hub.hub.app
          .get(DataSource)
          .query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()`)
          .catch(() => undefined);
        broken += 1;
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
    })();
    for (let n = 0; n < 40 || broken < 5; n++) {
      // Somebody who is not told 202 sends it again, under the same id.
      const id = randomUUID();
      const { body } = await eventually(async () => {
        const answer = await hub.call<{ id: string }>('POST', '/events', { id, type: 'a.b', data: { n } });
        return answer.status === 202 && answer;
      });
      published.push(body.id);
    }
    over.abort();
    await breaking;
    const delivered = (): Set<unknown> => new Set(sink.requests.map(({ headers }) => headers['webhook-id']));
    await eventually(() => delivered().size === published.length, { withinMs: 60_000 });
    expect([...delivered()].sort()).toEqual(published.sort());
  });

  it('dedup-survives-partitioning: what comes again days later, when its day has a partition of its own no more, is the same', async () => {
    class TurnedClock extends Clock {
      days = -20;
      now(): number {
        return Date.now() + this.days * DAY_MS;
      }
    }
    const clock = new TurnedClock();
    const engine = await createTestEngine({ clock });
    let runs = 0;
    engine.app.get(RunnerRegistry).add(
      new ScriptedRunner('subscription', () => {
        runs += 1;
        return { outcome: { kind: 'succeeded' } };
      }),
    );
    await engine.app.get(ConsumerCatalogue).put({
      id: '00000000-0000-7000-8000-000000000001',
      tenant: 'default',
      kind: 'subscription',
      name: 'one',
      filters: ['*'],
      state: 'active',
      concurrency: 1,
      timeoutMs: 1_000,
      retry: NO_RETRY,
      reply: false,
    });
    const publisher = engine.app.get(Publisher);
    const event = { tenant: 'default', type: 'a.b', data: 1, id: 'order-1' };
    const first = await publisher.publish(event);
    await eventually(() => runs === 1);
    for (const days of [-19, -10, 0]) {
      clock.days = days;
      await engine.app.get(Housekeeping).makeRoom();
      expect(await publisher.publish(event)).toMatchObject({ id: first.id, duplicate: true, deliveries: 0 });
    }
    expect(runs).toBe(1);
    await engine.close();
  });
});
