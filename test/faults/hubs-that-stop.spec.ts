import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@kanca/testing';
import { createHubDatabase } from '../support/test-hub.js';
import { BALANCED, faultMs, FaultRun } from './support/fault-run.js';

const SIGNALS: readonly (readonly NodeJS.Signals[])[] = [['SIGTERM'], ['SIGTERM', 'SIGTERM'], ['SIGTERM', 'SIGINT']];

describe('a hub that is stopped in order again and again', () => {
  let database: TestDatabase;
  let run: FaultRun;

  beforeAll(async () => {
    database = await createHubDatabase();
    run = await FaultRun.start({ databaseUrl: database.url });
  }, 300_000);

  afterAll(async () => {
    await run.close();
    await database.drop();
  });

  it(
    'ends with exit code 0 under load, told once or twice, and neither loses nor repeats anything',
    async () => {
      const balance = await run.underLoad(async () => {
        const until = Date.now() + faultMs(1);
        for (let stops = 0; Date.now() < until || stops < SIGNALS.length; stops++) {
          await sleep(500);
          const { process } = run.first;
          const [, second] = SIGNALS[stops % SIGNALS.length] ?? [];
          const ended = run.first.stop();
          if (second !== undefined) {
            await sleep(50);
            process.kill(second);
          }
          expect(await ended).toBe(0);
          await run.startHub(0);
        }
      });
      expect(balance).toMatchObject(BALANCED);
      expect(balance.extra).toEqual({ handler: 0, 'healthy sink': 0, 'failing sink': 0 });
      expect(balance.acknowledged).toBe(balance.sent);
    },
    faultMs(1) + 400_000,
  );
});
