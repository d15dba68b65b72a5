import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@kanca/testing';
import { startSink, type Sink } from '../support/sink.js';
import { createHubDatabase } from '../support/test-hub.js';
import { BALANCED, faultMs, FaultRun } from './support/fault-run.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HELD = 20;
const EACH_SHIFT_MS = Math.max(1_000, faultMs(1) / 8);
const TIMEOUT_MS = 6 * EACH_SHIFT_MS + 300_000;

/** Times come from the hub's clock (ids, days, signatures) and from the database's (what is due): the two may disagree. */
describe('two hubs whose clocks are moved under load', () => {
  let database: TestDatabase;
  let folder: string;
  let run: FaultRun;
  let sink: Sink;

  beforeAll(async () => {
    database = await createHubDatabase();
    sink = await startSink();
    folder = mkdtempSync(join(tmpdir(), 'kanca-clocks-'));
    const envs = [0, 1].map((index) => ({
      NODE_OPTIONS: `--import ${resolve('test/faults/support/shifted-clock.mjs')}`,
      CLOCK_FILE: join(folder, String(index)),
      KANCA_RETENTION_DAYS: '1',
    }));
    run = await FaultRun.start({ databaseUrl: database.url, envs });
  }, 300_000);

  afterAll(async () => {
    await run.close();
    await sink.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The hub notices within 50 ms. */
  const shift = async (hub: number, ms: number): Promise<void> => {
    writeFileSync(join(folder, String(hub)), String(ms));
    await sleep(EACH_SHIFT_MS);
  };

  it(
    'lose nothing with clocks that are three hours apart, when one of them is killed',
    async () => {
      const balance = await run.underLoad(async () => {
        await shift(1, 3 * HOUR_MS);
        await run.hubs[1]?.kill();
        await shift(1, 0);
        await run.startHub(1);
      });
      expect(balance).toMatchObject(BALANCED);
      expect(balance.acknowledged).toBe(balance.sent);
    },
    TIMEOUT_MS,
  );

  it(
    'lose nothing over midnight, after a sleep of six days, and with a clock that is 40 days behind or ahead',
    async () => {
      const balance = await run.underLoad(async () => {
        const toMidnight = DAY_MS - (Date.now() % DAY_MS);
        await shift(0, toMidnight - 500);
        await shift(0, toMidnight + 6 * DAY_MS);
        await shift(0, -40 * DAY_MS);
        await shift(0, 40 * DAY_MS);
        await shift(0, 0);
      });
      expect(balance).toMatchObject(BALANCED);
      expect(balance.acknowledged).toBe(balance.sent);
    },
    TIMEOUT_MS,
  );

  it(
    'deliver what was held while the clock was 40 days behind, after it was mended',
    async () => {
      const { id } = await run.call<{ id: string }>('POST', '/subscriptions', { uri: sink.url, filters: ['held.*'] });
      await run.call('POST', `/subscriptions/${id}/pause`);
      await shift(0, -40 * DAY_MS);
      await run.call('POST', '/events/batch', { events: Array(HELD).fill({ type: 'held.back', data: 1 }) });
      await shift(0, 0);
      await run.call('POST', `/subscriptions/${id}/resume`);
      await eventually(() => sink.requests.length >= HELD, { withinMs: 60_000 });
      expect(new Set(sink.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(HELD);
    },
    TIMEOUT_MS,
  );
});
