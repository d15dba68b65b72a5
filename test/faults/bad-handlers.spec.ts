import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@kanca/testing';
import { callApi, createHubDatabase } from '../support/test-hub.js';
import { BALANCED, faultMs, FaultRun, LEDGER_MODULE } from './support/fault-run.js';

/** They fail at each of their two attempts. */
const DEAD = ['throwsText', 'throwsNothing', 'throwsWhatCannotBeShown', 'throwsProxy', 'neverEnds'];

describe('handlers that do everything wrong', () => {
  let database: TestDatabase;
  let run: FaultRun;

  beforeAll(async () => {
    database = await createHubDatabase();
    const KANCA_MODULES = `${LEDGER_MODULE},./test/faults/support/bad-handlers.module.mjs`;
    run = await FaultRun.start({ databaseUrl: database.url, envs: [{ KANCA_MODULES }] });
  }, 300_000);

  afterAll(async () => {
    await run.close();
    await database.drop();
  });

  /** What a service manager does: starts the hub again whenever it has ended. */
  async function supervise(work: () => Promise<void>): Promise<number> {
    let starts = 0;
    const over = new AbortController();
    const supervisor = (async (): Promise<void> => {
      while (!over.signal.aborted) {
        if (run.first.process.exitCode !== null) {
          starts++;
          // A handler may end it again before it is ready: then it is started once more.
          await run.startHub(0).catch(() => undefined);
        }
        await sleep(50);
      }
    })();
    try {
      await work();
    } finally {
      over.abort();
      await supervisor;
    }
    return starts;
  }

  /** Again, when the hub is away at this moment. */
  const publish = (name: string): Promise<unknown> =>
    eventually(
      async () =>
        (
          await callApi(run.first.url, 'POST', '/events', {
            id: `bad-${name}-${String(Date.now())}`,
            type: `bad.${name}`,
            data: 1,
          })
        ).status === 202,
      { everyMs: 100, withinMs: 120_000 },
    );

  const endings = async (name: string): Promise<readonly string[]> => {
    const { data } = await run.call<{ data: { state: string }[] }>('GET', `/deliveries?type=bad.${name}`);
    return data.map(({ state }) => state);
  };

  it(
    'become dead letters or end the hub, and take nothing of others with them',
    async () => {
      let starts = 0;
      const balance = await run.underLoad(async () => {
        starts = await supervise(async () => {
          const until = Date.now() + faultMs(1);
          do {
            for (const name of [...DEAD, 'blocks', 'rejectsLater', 'exits']) await publish(name);
            await sleep(500);
          } while (Date.now() < until);
          for (const name of [...DEAD, 'exits'])
            await eventually(async () => (await endings(name)).every((state) => state === 'dead'), {
              withinMs: 120_000,
              everyMs: 200,
            });
        });
      });
      expect(starts).toBeGreaterThan(1);
      expect(balance).toMatchObject(BALANCED);
      expect(balance.acknowledged).toBe(balance.sent);
    },
    faultMs(1) + 400_000,
  );
});
