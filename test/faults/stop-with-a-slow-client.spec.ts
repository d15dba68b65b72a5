import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@kanca/testing';
import { startHubProcess } from '../support/hub-process.js';
import { ADMIN_KEY, callApi, createHubDatabase } from '../support/test-hub.js';

const HEAD = 'host: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n';

/** A client that never finishes its body once kept the hub from stopping in order. */
describe('a hub that is told to stop while clients hold their bodies back', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createHubDatabase();
  });

  afterAll(async () => {
    await database.drop();
  });

  const holdBack = (url: string, request: string): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
        socket.write(`${request}\r\n{`, () => {
          resolve(socket);
        });
      });
      socket.on('error', () => undefined);
    });

  it('ends in order, and in time', async () => {
    const hub = await startHubProcess({
      DATABASE_URL: database.url,
      KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 5).toString('base64'),
      LOG_LEVEL: 'fatal',
    });
    await callApi(hub.url, 'POST', '/sources', { provider: 'github', secrets: ['s3cret'] });
    const clients = [
      await holdBack(hub.url, `POST /api/webhooks/incoming/github HTTP/1.1\r\n${HEAD}`),
      await holdBack(hub.url, `POST /api/v1/events HTTP/1.1\r\nauthorization: Bearer ${ADMIN_KEY}\r\n${HEAD}`),
    ];
    const started = Date.now();
    expect(await hub.stop()).toBe(0);
    // After that, service managers kill.
    expect(Date.now() - started).toBeLessThan(30_000);
    for (const client of clients) client.destroy();
  }, 300_000);
});
