import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SilentObserver } from '@kanca/core';
import { EmbeddedPostgres } from '@kanca/database';
import { eventually } from '@kanca/testing';
import { Client } from 'pg';
import { BALANCED, faultMs, FaultRun } from './support/fault-run.js';
import { serverProcesses, signalAll } from './support/server-processes.js';
import { canMount, smallDisk, type SmallDisk } from './support/small-disk.js';

const isMounted = canMount();
if (!isMounted)
  process.stderr.write(
    'The fault run with a full disk is skipped: this process may not mount file systems (run it as root).\n',
  );

async function pidOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

/** A PostgreSQL that the test may kill, freeze and fill: one of its own, which is started again when it ends. */
describe('a hub whose database server', () => {
  let disk: SmallDisk;
  let postgres: EmbeddedPostgres;
  let run: FaultRun;

  beforeAll(async () => {
    disk = smallDisk(isMounted);
    postgres = await EmbeddedPostgres.start({ dataDir: disk.path, observer: new SilentObserver() });
    run = await FaultRun.start({ databaseUrl: postgres.url });
  }, 300_000);

  afterAll(async () => {
    await run.close();
    await postgres.stop();
    disk.remove();
  });

  const isAcknowledging = (): Promise<unknown> => {
    const { size } = run.senders.acknowledged;
    return eventually(() => run.senders.acknowledged.size > size + 10, { withinMs: 120_000 });
  };

  const refused = (): number => run.senders.refusals.get(503) ?? 0;

  async function balancedAfter(faults: () => Promise<void>): Promise<void> {
    const balance = await run.underLoad(faults);
    expect(balance).toMatchObject(BALANCED);
    expect(balance.acknowledged).toBe(balance.sent);
  }

  it(
    'is killed with all its processes, or loses one of them, loses nothing',
    async () => {
      await balancedAfter(async () => {
        const until = Date.now() + faultMs(1);
        for (let kills = 0; Date.now() < until || kills < 3; kills++) {
          await isAcknowledging();
          const processes = serverProcesses(disk.path);
          signalAll(kills % 3 === 2 ? processes.slice(-1) : processes, 'SIGKILL');
          await sleep(300);
        }
        await isAcknowledging();
      });
    },
    faultMs(1) + 400_000,
  );

  it('has no connection left refuses what it cannot store, and loses nothing', async () => {
    const before = refused();
    await balancedAfter(async () => {
      const others: Client[] = [];
      const until = Date.now() + faultMs(2);
      // At least until the hub has felt it.
      while (Date.now() < until || (refused() === before && Date.now() < until + 60_000)) {
        const client = new Client({ connectionString: postgres.url });
        client.on('error', () => undefined);
        try {
          await client.connect();
          others.push(client);
        } catch {
          // All are taken. Those that the hub holds are ended, and taken as well.
          await others[0]?.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> ALL ($1)', [
            await Promise.all(others.map(pidOf)),
          ]);
        }
      }
      expect(refused()).toBeGreaterThan(before);
      await Promise.all(others.map((client) => client.end().catch(() => undefined)));
      await isAcknowledging();
    });
  }, 300_000);

  it(
    'is frozen, as on a disk that hangs, loses nothing',
    async () => {
      await balancedAfter(async () => {
        const frozen = serverProcesses(disk.path);
        signalAll(frozen, 'SIGSTOP');
        await sleep(faultMs(4));
        signalAll([...frozen].reverse(), 'SIGCONT');
        await isAcknowledging();
      });
    },
    faultMs(4) + 300_000,
  );

  (isMounted ? it : it.skip)(
    'has a full disk refuses with 503, loses nothing, and stores again as soon as there is room',
    async () => {
      const before = refused();
      await balancedAfter(async () => {
        disk.fill();
        await eventually(() => refused() > before + 5, {
          withinMs: 120_000,
          everyMs: 200,
        });
        await sleep(faultMs(1));
        disk.free();
        await isAcknowledging();
      });
    },
    faultMs(1) + 400_000,
  );
});
