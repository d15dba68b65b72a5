import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@kanca/testing';
import { createHubDatabase } from '../support/test-hub.js';
import { BALANCED, faultMs, FaultRun } from './support/fault-run.js';

/** Longer than a lease lasts (15 s), so that others take over what the stopped hub has in hand. */
const LONGER_THAN_A_LEASE_MS = 16_000;

describe('two hubs on one database', () => {
  let database: TestDatabase;
  let run: FaultRun;

  beforeAll(async () => {
    database = await createHubDatabase();
    run = await FaultRun.start({ databaseUrl: database.url, envs: [{}, {}] });
  }, 300_000);

  afterAll(async () => {
    await run.close();
    await database.drop();
  });

  it(
    'lose nothing when each is killed again and again, soon after it is ready',
    async () => {
      const balance = await run.underLoad(async () => {
        const until = Date.now() + faultMs(1);
        for (let kills = 0; Date.now() < until || kills < 3; kills++) {
          await sleep(200 + Math.random() * 600);
          await run.killAndStart(kills % run.hubs.length);
        }
      });
      expect(balance).toMatchObject(BALANCED);
      expect(balance.acknowledged).toBe(balance.sent);
    },
    faultMs(1) + 400_000,
  );

  it('complete nothing twice when one is stopped for longer than its leases and goes on, while the other is killed', async () => {
    const balance = await run.underLoad(async () => {
      await sleep(500);
      run.hubs[1]?.process.kill('SIGSTOP');
      const stopped = Date.now();
      await run.killAndStart(0);
      await sleep(Math.max(0, stopped + LONGER_THAN_A_LEASE_MS - Date.now()));
      run.hubs[1]?.process.kill('SIGCONT');
      await sleep(500);
    });
    expect(balance).toMatchObject(BALANCED);
    expect(balance.acknowledged).toBe(balance.sent);
  }, 400_000);
});
