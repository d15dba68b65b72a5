import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@kanca/testing';
import { DataSource } from 'typeorm';
import { startDatabaseProxy, type DatabaseProxy } from '../support/database-proxy.js';
import { ADMIN_KEY, createHubDatabase, startTestHub, type TestHub } from '../support/test-hub.js';

const CALLS = [
  ['GET', '/sources', undefined],
  ['POST', '/sources', { provider: 'github', id: 'late' }],
  ['GET', '/subscriptions', undefined],
  ['POST', '/subscriptions', { uri: 'https://example.com/hooks' }],
  ['GET', '/rejections', undefined],
  ['PUT', '/event-types/invoice.paid', { description: 'Paid.' }],
] as const;
const TABLES = 'kanca.sources, kanca.subscriptions, kanca.rejections, kanca.event_types';

/** A call once waited for 35 s, longer than any client. */
describe('calls of the management API, while the database does not answer', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let hub: TestHub;
  let direct: DataSource;

  beforeAll(async () => {
    database = await createHubDatabase();
    proxy = await startDatabaseProxy(database.url);
    hub = await startTestHub({ database, env: { DATABASE_URL: proxy.url } });
    direct = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  });
  afterAll(async () => {
    proxy.restore();
    await direct.destroy();
    await hub.close();
    await proxy.close();
    await database.drop();
  });

  async function expectTimelyRefusals(): Promise<void> {
    const startedAt = Date.now();
    const answers = await Promise.all(CALLS.map(([method, path, body]) => hub.call(method, path, body)));
    expect(Date.now() - startedAt).toBeLessThan(15_000);
    for (const { status, body, headers } of answers) {
      expect([status, body]).toEqual([503, expect.objectContaining({ code: 'unavailable' })]);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
  }

  it('are answered with 503 and Retry-After within their deadline when a table is locked', async () => {
    const locker = direct.createQueryRunner();
    await locker.startTransaction();
    await locker.query(`LOCK TABLE ${TABLES} IN ACCESS EXCLUSIVE MODE`);
    try {
      await expectTimelyRefusals();
    } finally {
      await locker.rollbackTransaction();
      await locker.release();
    }
    await eventually(async () => (await hub.call('GET', '/sources')).status === 200);
  }, 60_000);

  it('give a repeated POST the status of what it made, though the first was answered too late', async () => {
    const locker = direct.createQueryRunner();
    await locker.startTransaction();
    await locker.query('LOCK TABLE kanca.subscriptions IN ACCESS EXCLUSIVE MODE');
    const body = { uri: 'https://example.com/too-late' };
    const post = async (): Promise<Response> =>
      fetch(`${hub.url}/api/v1/subscriptions`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${ADMIN_KEY}`,
          'content-type': 'application/json',
          'idempotency-key': 'made-too-late',
        },
        body: JSON.stringify(body),
      });
    try {
      expect((await post()).status).toBe(503);
    } finally {
      await locker.rollbackTransaction();
      await locker.release();
    }
    const repeated = await eventually(async () => {
      const answer = await post();
      return answer.status === 409 ? undefined : answer;
    });
    expect([repeated.status, repeated.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(await repeated.json()).toMatchObject(body);
  }, 60_000);

  it('are answered with 503 and Retry-After when the database hangs', async () => {
    proxy.freeze();
    await expectTimelyRefusals();
    proxy.restore();
    await eventually(async () => (await hub.call('GET', '/sources')).status === 200, { withinMs: 60_000 });
  }, 120_000);
});
