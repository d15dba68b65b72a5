import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@kanca/testing';
import { DataSource } from 'typeorm';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { callApi } from '../support/test-hub.js';

const SECRET = 'github-secret';
const SENDERS = 4;
const SECONDS = Number(process.env['FAULT_SECONDS'] ?? 6);

/** A script that ends all sessions again and again, or a pooler that drops them at once: the hub itself once ended within seconds. */
describe('a hub whose connections are ended every 150 ms', () => {
  let database: TestDatabase;
  let admin: DataSource;
  let hub: HubProcess;
  let ledger: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    admin = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    ledger = join(mkdtempSync(join(tmpdir(), 'kanca-terminated-')), 'ledger');
    hub = await startHubProcess({
      DATABASE_URL: database.url,
      KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 5).toString('base64'),
      KANCA_MODULES: './test/faults/ledger.module.mjs',
      LEDGER_FILE: ledger,
      LOG_LEVEL: 'fatal',
    });
  });

  afterAll(async () => {
    await hub.stop();
    await admin.destroy();
    await database.drop();
    rmSync(join(ledger, '..'), { recursive: true, force: true });
  });

  const send = (n: number): Promise<Response | null> => {
    const body = JSON.stringify({ n });
    return fetch(`${hub.url}/api/webhooks/incoming/github`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-github-delivery': `delivery-${String(n)}`,
        'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
      },
      body,
    }).catch(() => null);
  };
  const handled = (): Set<number> =>
    new Set(existsSync(ledger) ? readFileSync(ledger, 'utf8').trim().split('\n').map(Number) : []);

  it(
    'goes on living, and handles everything that it acknowledged',
    async () => {
      await callApi(hub.url, 'POST', '/sources', { provider: 'github', secrets: [SECRET] });
      const until = Date.now() + SECONDS * 1_000;
      const acknowledged = new Set<number>();
      let next = 0;
      const sender = async (): Promise<void> => {
        for (let n = next++; Date.now() < until; n = next++) {
          const answer = await send(n);
          if (answer?.status === 200) acknowledged.add(n);
          await answer?.arrayBuffer().catch(() => undefined);
          await sleep(20);
        }
      };
      const senders = Promise.all(Array.from({ length: SENDERS }, sender));
      while (Date.now() < until) {
        await admin.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
        );
        await sleep(150);
      }
      await senders;
      expect(hub.process.exitCode).toBeNull();
      expect(acknowledged.size).toBeGreaterThan(0);
      await eventually(
        () => {
          const done = handled();
          return [...acknowledged].every((n) => done.has(n));
        },
        { withinMs: 60_000, everyMs: 250 },
      );
    },
    (SECONDS + 120) * 1_000,
  );
});
