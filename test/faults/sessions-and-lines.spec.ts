import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@kanca/testing';
import { DataSource, type QueryRunner } from 'typeorm';
import { startDatabaseProxy, type DatabaseProxy } from '../support/database-proxy.js';
import { startHubProcess } from '../support/hub-process.js';
import { createHubDatabase } from '../support/test-hub.js';
import { BALANCED, faultMs, FaultRun, type Balance } from './support/fault-run.js';

const DAY_MS = 86_400_000;
const EVERY_OTHER_SESSION = 'datname = current_database() AND pid <> pg_backend_pid()';
const TIMEOUT_MS = faultMs(1) + 300_000;

/** Everything that can happen to sessions, locks and the line between a hub and its database, on one hub. */
describe('a hub under load', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let admin: DataSource;
  let run: FaultRun;

  beforeAll(async () => {
    database = await createHubDatabase();
    proxy = await startDatabaseProxy(database.url);
    admin = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    run = await FaultRun.start({ databaseUrl: proxy.url });
  }, 300_000);

  afterEach(() => {
    // A FATAL that found nobody to hear it once ended the hub itself.
    expect(run.first.process.exitCode).toBeNull();
  });

  afterAll(async () => {
    // A hub that stops waits up to 17 s for connections that have died without a word.
    proxy.cutAll();
    await run.close();
    await admin.destroy();
    await proxy.close();
    await database.drop();
  });

  async function balancedAfter(faults: () => Promise<void>): Promise<Balance> {
    const balance = await run.underLoad(faults);
    expect(balance).toMatchObject(BALANCED);
    expect(balance.acknowledged).toBe(balance.sent);
    return balance;
  }

  async function repeat(shortSeconds: number, everyMs: number, fault: () => Promise<unknown>): Promise<void> {
    const until = Date.now() + faultMs(shortSeconds);
    while (Date.now() < until) {
      await fault();
      await sleep(everyMs);
    }
  }

  /** Runs statements in one transaction, waits, and rolls it back. */
  async function holding(
    statements: readonly string[],
    work: (session: QueryRunner) => Promise<unknown>,
  ): Promise<void> {
    const session = admin.createQueryRunner();
    await session.startTransaction();
    try {
      for (const statement of statements) await session.query(statement);
      await work(session);
    } finally {
      await session.rollbackTransaction();
      await session.release();
    }
  }

  it(
    'loses nothing when every session is ended every 150 ms',
    async () => {
      await balancedAfter(() =>
        repeat(3, 150, () =>
          admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${EVERY_OTHER_SESSION}`),
        ),
      );
    },
    TIMEOUT_MS,
  );

  it(
    'loses nothing when its statements are cancelled all the time',
    async () => {
      await balancedAfter(() =>
        repeat(2, 20, () =>
          admin.query(
            `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE state = 'active' AND ${EVERY_OTHER_SESSION}`,
          ),
        ),
      );
    },
    TIMEOUT_MS,
  );

  it('loses nothing while others lock its tables, one after the other', async () => {
    await balancedAfter(async () => {
      for (const table of ['events', 'open_deliveries', 'bodies', 'claims', 'consumer_set'])
        await holding([`LOCK TABLE kanca.${table} IN ACCESS EXCLUSIVE MODE`], () => sleep(600));
    });
  }, 300_000);

  it('loses nothing when a session locks the tables of a completion the other way round, and one of the two is ended', async () => {
    const deadlocks = async (): Promise<number> => {
      const [row] = await admin.query<{ deadlocks: string }[]>(
        'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
      );
      return Number(row?.deadlocks ?? 0);
    };
    const before = await deadlocks();
    await balancedAfter(async () => {
      for (let tries = 0; tries < 2; tries++)
        await holding(['LOCK TABLE kanca.earlier_attempts IN ACCESS EXCLUSIVE MODE'], async (session) => {
          await sleep(300);
          // Who is ended is PostgreSQL's choice: this session, or the completion.
          await session.query('LOCK TABLE kanca.finished_deliveries IN ACCESS EXCLUSIVE MODE').catch(() => undefined);
        });
      await eventually(async () => (await deadlocks()) > before, { withinMs: 20_000, everyMs: 200 });
    });
  }, 300_000);

  it('stores and starts while a backup reads its tables and the partition of a day is missing', async () => {
    const day = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
    await admin.query(`DROP TABLE IF EXISTS kanca.bodies_${day}`);
    const reads = ['bodies', 'earlier_attempts', 'finished_deliveries'].map(
      (table) => `LOCK TABLE kanca.${table} IN ACCESS SHARE MODE`,
    );
    await balancedAfter(() =>
      holding(reads, async () => {
        const second = await startHubProcess({
          DATABASE_URL: database.url,
          KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 5).toString('base64'),
          KANCA_ROLES: 'ingest,api,scheduler',
          LOG_LEVEL: 'fatal',
        });
        const acknowledged = run.senders.acknowledged.size;
        await eventually(() => run.senders.acknowledged.size > acknowledged + 20);
        await second.stop();
      }),
    );
  }, 300_000);

  it(
    'loses nothing on a slow line, nor when it is cut between a commit and its answer',
    async () => {
      await balancedAfter(async () => {
        proxy.delay(250);
        await sleep(faultMs(2));
        proxy.delay(0);
        for (let cuts = 0; cuts < 4; cuts++) await proxy.cutAfter('append-events');
        proxy.cutAll();
      });
    },
    TIMEOUT_MS,
  );

  it('stores again when every open connection has died without a word', async () => {
    await balancedAfter(async () => {
      const { acknowledged } = run.senders;
      proxy.makeHole();
      await sleep(200);
      const before = acknowledged.size;
      // By the deadline of a commit and a pool that throws its dead connections away; once the hub waited for 37 s.
      await eventually(() => acknowledged.size > before, { withinMs: 30_000 });
    });
  }, 300_000);
});
