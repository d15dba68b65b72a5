import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@kanca/testing';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { callApi } from '../support/test-hub.js';

const SECRET = 'github-secret';
const HUBS = 3;
const SENDERS = 6;
/** `FAULT_SECONDS=300 npm run faults -- three-hubs` goes on for five minutes. */
const SECONDS = Number(process.env['FAULT_SECONDS'] ?? 20);

/** What one handler run left in the ledger. */
interface Note {
  readonly n: number;
  readonly eventId: string;
}

describe('three hubs on one database, each killed again and again under load', () => {
  let database: TestDatabase;
  let folder: string;
  let env: Record<string, string>;
  let hubs: HubProcess[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'kanca-three-'));
    env = {
      DATABASE_URL: database.url,
      KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 5).toString('base64'),
      KANCA_MODULES: './test/faults/noting.module.mjs',
      LEDGER_FILE: join(folder, 'ledger'),
      LOG_LEVEL: 'fatal',
    };
    hubs = [await startHubProcess(env)];
    while (hubs.length < HUBS) hubs.push(await startHubProcess(env));
  }, 300_000);

  afterAll(async () => {
    await Promise.all(hubs.map((hub) => hub.stop()));
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const send = (url: string, n: number): Promise<Response> => {
    const body = JSON.stringify({ n });
    return fetch(`${url}/api/webhooks/incoming/github`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-github-delivery': `delivery-${String(n)}`,
        'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
      },
      body,
    });
  };

  const notes = (): Note[] =>
    (existsSync(env['LEDGER_FILE'] ?? '') ? readFileSync(env['LEDGER_FILE'] ?? '', 'utf8') : '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(' '))
      .map(([n, eventId]) => ({ n: Number(n), eventId: eventId ?? '' }));

  /** Sends until the time is up; resolves with what was acknowledged. */
  async function load(until: number): Promise<Set<number>> {
    const acknowledged = new Set<number>();
    let next = 0;
    await Promise.all(
      Array.from({ length: SENDERS }, async () => {
        for (let n = next++; Date.now() < until; n = next++) {
          const answer = await send(hubs[n % HUBS]?.url ?? '', n).catch(() => null);
          if (answer?.status === 200) acknowledged.add(n);
          await answer?.arrayBuffer().catch(() => undefined);
          await sleep(5);
        }
      }),
    );
    return acknowledged;
  }

  async function killInTurn(until: number): Promise<number> {
    let kills = 0;
    while (Date.now() < until) {
      await sleep(500 + Math.random() * 1_500);
      const at = Math.floor(Math.random() * HUBS);
      await hubs[at]?.kill();
      hubs[at] = await startHubProcess(env);
      kills++;
    }
    return kills;
  }

  it(
    'loses nothing that it acknowledged, and repeats only what a worker had in hand when it was killed',
    async () => {
      const source = await callApi(hubs[0]?.url ?? '', 'POST', '/sources', { provider: 'github', secrets: [SECRET] });
      expect(source.status).toBe(201);
      const until = Date.now() + SECONDS * 1_000;
      const [acknowledged, kills] = await Promise.all([load(until), killInTurn(until)]);
      expect(kills).toBeGreaterThan(0);
      expect(acknowledged.size).toBeGreaterThan(0);

      await eventually(
        () => {
          const handled = new Set(notes().map(({ n }) => n));
          return [...acknowledged].every((n) => handled.has(n));
        },
        { withinMs: 120_000, everyMs: 250 },
      );
      await eventually(
        async () => {
          const { body } = await callApi<{ ready: number; running: number }>(hubs[0]?.url ?? '', 'GET', '/queue');
          return body.ready + body.running === 0;
        },
        { withinMs: 120_000, everyMs: 250 },
      );

      const times = new Map<string, number>();
      for (const { eventId } of notes()) times.set(eventId, (times.get(eventId) ?? 0) + 1);
      const repeated = [...times].filter(([, count]) => count > 1).map(([eventId]) => eventId);
      for (const eventId of repeated) expect(await outcomes(eventId)).toContain('lost');
    },
    (SECONDS + 400) * 1_000,
  );

  /** Of all attempts for an event. */
  async function outcomes(eventId: string): Promise<readonly string[]> {
    const url = hubs[0]?.url ?? '';
    const { body: list } = await callApi<{ data: { id: string }[] }>(url, 'GET', `/deliveries?event=${eventId}`);
    const details = await Promise.all(
      list.data.map(async ({ id }) => callApi<{ attempts: { outcome: string }[] }>(url, 'GET', `/deliveries/${id}`)),
    );
    return details.flatMap(({ body }) => body.attempts.map(({ outcome }) => outcome));
  }
});
