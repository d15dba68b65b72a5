import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@kanca/testing';
import { freePort, startHubProcess, type HubProcess } from '../support/hub-process.js';
import { callApi } from '../support/test-hub.js';

const SECRET = 'github-secret';
const EVENTS = 2_000;
const SENDERS = 32;
const KILLS = 3;

/** The claim that matters most: what was acknowledged is stored and handled, whenever the hub is killed. */
describe('a hub that is killed in the middle of 2,000 incoming events', () => {
  let database: TestDatabase;
  let folder: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'kanca-ledger-'));
    env = {
      PORT: String(await freePort()),
      DATABASE_URL: database.url,
      KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 5).toString('base64'),
      KANCA_MODULES: './test/faults/ledger.module.mjs',
      LEDGER_FILE: join(folder, 'ledger'),
      LOG_LEVEL: 'fatal',
    };
  });

  afterAll(async () => {
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

  const handled = (): Set<number> =>
    new Set(
      existsSync(env['LEDGER_FILE'] ?? '')
        ? readFileSync(env['LEDGER_FILE'] ?? '', 'utf8')
            .split('\n')
            .filter((line) => line !== '')
            .map(Number)
        : [],
    );

  it('has stored and handled every event that it acknowledged', async () => {
    let hub: HubProcess = await startHubProcess(env);
    const { url } = hub;
    expect((await callApi(url, 'POST', '/sources', { provider: 'github', secrets: [SECRET] })).status).toBe(201);

    const acknowledged = new Set<number>();
    let next = 0;
    const sender = async (): Promise<void> => {
      for (let n = next++; n < EVENTS; n = next++) {
        // One try each, as most providers do: what was not acknowledged may be lost, what was must not be.
        const answer = await send(url, n).catch(() => null);
        if (answer?.status === 200) acknowledged.add(n);
        else await new Promise((resolve) => setTimeout(resolve, 20));
        await answer?.arrayBuffer().catch(() => undefined);
      }
    };
    const senders = Promise.all(Array.from({ length: SENDERS }, sender));
    for (let kill = 1; kill <= KILLS; kill++) {
      await eventually(() => next > (kill * EVENTS) / (KILLS + 2), { withinMs: 60_000, everyMs: 2 });
      await hub.kill();
      hub = await startHubProcess(env);
    }
    await senders;

    try {
      expect(acknowledged.size).toBeGreaterThan(200);
      await eventually(() => [...acknowledged].every((n) => handled().has(n)), { withinMs: 90_000, everyMs: 250 });
      const { body } = await callApi<{ ready: number; running: number; dead: number }>(url, 'GET', '/queue');
      expect(body.dead).toBe(0);
    } finally {
      await hub.stop();
    }
  }, 600_000);
});
