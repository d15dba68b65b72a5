import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestDatabase } from '@kanca/testing';
import { createHubDatabase, startTestHub } from '../support/test-hub.js';

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
});
