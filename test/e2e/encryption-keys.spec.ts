import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@kanca/testing';
import { createHubDatabase, startTestHub, type TestHub } from '../support/test-hub.js';

const key = (n: number): string => Buffer.alloc(32, n).toString('base64');

/** Such a hub was once ready, and answered half of all webhooks with 503. */
describe('a hub with other encryption keys than those of its database', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createHubDatabase();
  });

  afterAll(() => database.drop());

  const start = (keys: string): ReturnType<typeof startTestHub> =>
    startTestHub({ database, env: { KANCA_ENCRYPTION_KEYS: keys } });

  it('does not start, although the database holds no secret yet, and says which key is missing and what to do', async () => {
    const first = await start(key(1));
    const refusal = start(key(2));
    await expect(refusal).rejects.toThrow(
      /was used with the encryption key [0-9a-f]{8}, which is not among the keys of KANCA_ENCRYPTION_KEYS.*Every hub of a database needs the same keys/s,
    );
    await first.call('POST', '/sources', { provider: 'github', secrets: ['a-secret-of-github'] });
    await first.close();
    await expect(start(key(2))).rejects.toThrow('Every hub of a database needs the same keys');
  });

  it('starts when its ring has the old key beside a new one', async () => {
    const hub = await start(`${key(2)},${key(1)}`);
    expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
    await hub.close();
  });

  it('says of a source whose secret a hub with a newer key has made that it needs that key, and why requests are refused', async () => {
    const shared = await createHubDatabase();
    const withKeys = (keys: string): Promise<TestHub> =>
      startTestHub({ database: shared, env: { KANCA_ENCRYPTION_KEYS: keys } });
    const old = await withKeys(key(1));
    const newer = await withKeys(`${key(3)},${key(1)}`);
    const { body } = await newer.call<{ id: string }>('POST', '/sources', {
      provider: 'gitlab',
      secrets: ['a-secret'],
    });
    await eventually(
      async () => (await fetch(`${old.url}/api/webhooks/incoming/gitlab`, { method: 'POST' })).status === 503,
    );

    const state = async (hub: TestHub): Promise<unknown> => (await hub.call('GET', `/sources/${body.id}`)).body;
    expect(await state(newer)).toMatchObject({ state: 'ready', missingKeys: [] });
    expect(await state(old)).toMatchObject({
      state: 'needs_key',
      missingKeys: [expect.stringMatching(/^[0-9a-f]{8}$/)],
    });

    await eventually(async () => {
      const { body: page } = await old.call<{ data: { diagnosis: string }[] }>('GET', '/rejections?provider=gitlab');
      return page.data.some(({ diagnosis }) =>
        /The secret of this source cannot be opened.*the encryption key [0-9a-f]{8} is missing here/.test(diagnosis),
      );
    });
    await old.close();
    await newer.close();
    await shared.drop();
  });
});
