import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@kanca/testing';
import { startDatabaseProxy } from '../support/database-proxy.js';
import { startHubProcess, type HubProcess } from '../support/hub-process.js';
import { ADMIN_KEY, callApi, createHubDatabase } from '../support/test-hub.js';

const SECRET = 'github-secret';
const SENDERS = 8;
/** After that, service managers kill. */
const MAY_TAKE_MS = 30_000;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly retryAfter: string | undefined;
}

describe('a hub that is told to stop', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createHubDatabase();
  });

  afterAll(() => database.drop());

  const start = (url: string): Promise<HubProcess> =>
    startHubProcess({
      DATABASE_URL: url,
      KANCA_ENCRYPTION_KEYS: Buffer.alloc(32, 5).toString('base64'),
      LOG_LEVEL: 'fatal',
    });

  /** The error's code when there was no answer. */
  const post = (url: string, agent: Agent, headers: Record<string, string>, body: string): Promise<Answer | string> =>
    new Promise((resolve) => {
      const call = request(url, { method: 'POST', agent, headers }, (response) => {
        response.resume().on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            retryAfter: response.headers['retry-after'],
          });
        });
      });
      call.on('error', (error: NodeJS.ErrnoException) => {
        resolve(error.code ?? error.message);
      });
      call.end(body);
    });

  it('answers everybody who is under way, refuses the rest as problems, and ends in time under load', async () => {
    const hub = await start(database.url);
    await callApi(hub.url, 'POST', '/sources', { provider: 'github', secrets: [SECRET] });
    const agent = new Agent({ keepAlive: true });
    const answers: (Answer | string)[] = [];
    let isOver = false;
    const sender = async (n: number): Promise<void> => {
      for (let i = 0; !isOver; i++) {
        const body = JSON.stringify({ n, i });
        const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
        const github = {
          'content-type': 'application/json',
          'x-github-event': 'push',
          'x-github-delivery': `d-${String(n)}-${String(i)}`,
          'x-hub-signature-256': signature,
        };
        const own = { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` };
        answers.push(
          n % 2 === 0
            ? await post(`${hub.url}/api/webhooks/incoming/github`, agent, github, body)
            : await post(`${hub.url}/api/v1/events`, agent, own, JSON.stringify({ type: 'a.b', data: i })),
        );
        await sleep(1);
      }
    };
    const senders = Promise.all(Array.from({ length: SENDERS }, (_, n) => sender(n)));
    await sleep(1_000);
    const started = Date.now();
    expect(await hub.stop()).toBe(0);
    expect(Date.now() - started).toBeLessThan(MAY_TAKE_MS);
    isOver = true;
    await senders;
    agent.destroy();
    const refused = answers.flatMap((answer) => (typeof answer !== 'string' && answer.status === 503 ? [answer] : []));
    for (const { type, retryAfter } of refused) {
      expect(type).toContain('application/problem+json');
      expect(retryAfter).toBeDefined();
    }
    // Kept-alive connections that the server closes while a request is on its way: one for each sender at most.
    expect(answers.filter((answer) => answer === 'ECONNRESET').length).toBeLessThanOrEqual(SENDERS);
  }, 120_000);

  it('ends in order and in time although its database has fallen silent', async () => {
    const proxy = await startDatabaseProxy(database.url);
    const hub = await start(proxy.url);
    proxy.makeHole();
    const started = Date.now();
    expect(await hub.stop()).toBe(0);
    expect(Date.now() - started).toBeLessThan(MAY_TAKE_MS);
    await proxy.close();
  }, 120_000);
});
