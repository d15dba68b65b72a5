import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@kanca/testing';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { callApi, createHubDatabase } from '../support/test-hub.js';

/** A raw stack on stderr, and no word of whose code it was: that is how it once ended. */
describe('a handler whose code', () => {
  let database: TestDatabase;
  let hub: HubProcess;

  beforeEach(async () => {
    database = await createHubDatabase();
    hub = await startHubProcess({
      DATABASE_URL: database.url,
      KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 5).toString('base64'),
      KANCA_MODULES: './test/faults/failing-later.module.mjs',
    });
  });

  afterEach(async () => {
    await hub.stop();
    await database.drop();
  });

  const publish = (type: string): Promise<unknown> => callApi(hub.url, 'POST', '/events', { type, data: 1 });

  it.each(['rejects', 'throws'])(
    '%s after its attempt ends the hub in order, with a line that names it',
    async (name) => {
      const ended = once(hub.process, 'exit');
      await publish(`test.${name}`);
      const [code] = (await ended) as [number];
      expect(code).toBe(1);
      const line = hub
        .output()
        .split('\n')
        .find((text) => text.includes('code failed that nobody waited for'));
      expect(JSON.parse(line ?? '{}')).toMatchObject({
        level: 60,
        handler: `FailingLater.${name}`,
        eventType: `test.${name}`,
        err: { message: expect.stringContaining('later') },
      });
    },
    120_000,
  );

  it('blocks the process is named', async () => {
    await publish('test.blocks');
    await eventually(() => hub.output().includes('the process stood still'), { withinMs: 60_000 });
    expect(hub.output()).toMatch(/"handlers":\["FailingLater\.blocks"\]/);
  }, 120_000);
});
