import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@kanca/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSink, type Sink } from '../support/sink.js';
import { createHubDatabase } from '../support/test-hub.js';
import { BALANCED, faultMs, FaultRun } from './support/fault-run.js';

const DUE_AT_ONCE = 1_500;
const TO_NOBODY = 300;
const CONCURRENCY = 16;

/** Ten thousand retries that come due in one second, and endpoints that never answer, must not be felt by anybody else. */
describe('a hub that has very much due at once', () => {
  let database: TestDatabase;
  let run: FaultRun;
  let sink: Sink;
  let blackHole: Server;
  const swallowed = new Set<Socket>();
  let most = 0;

  beforeAll(async () => {
    database = await createHubDatabase();
    sink = await startSink();
    blackHole = createServer((socket) => {
      swallowed.add(socket);
      most = Math.max(most, swallowed.size);
      socket
        .on('error', () => undefined)
        .on('close', () => swallowed.delete(socket))
        .resume();
    });
    await new Promise<void>((resolve) => blackHole.listen(0, '127.0.0.1', resolve));
    run = await FaultRun.start({ databaseUrl: database.url });
  }, 300_000);

  afterAll(async () => {
    for (const socket of swallowed) socket.destroy();
    blackHole.close();
    await sink.close();
    await run.close();
    await database.drop();
  });

  const publish = async (type: string, count: number): Promise<void> => {
    for (let published = 0; published < count; published += 100)
      await run.call('POST', '/events/batch', { events: Array(100).fill({ type, data: { n: -1 } }) });
  };
  const subscribe = async (uri: string, type: string): Promise<string> =>
    (
      await run.call<{ id: string }>('POST', '/subscriptions', {
        uri,
        filters: [type],
        timeoutMs: 5_000,
        concurrency: CONCURRENCY,
      })
    ).id;

  it(
    'delivers everything else meanwhile, and makes no more connections to an endpoint that never answers than it may',
    async () => {
      const { port } = blackHole.address() as AddressInfo;
      const due = await subscribe(sink.url, 'flood.due');
      const unheard = [
        await subscribe(`http://127.0.0.1:${String(port)}/never`, 'flood.unheard'),
        await subscribe('http://nobody.invalid/', 'flood.unheard'),
      ];
      await run.call('POST', `/subscriptions/${due}/pause`);
      await publish('flood.due', DUE_AT_ONCE);
      const balance = await run.underLoad(async () => {
        await publish('flood.unheard', TO_NOBODY);
        await run.call('POST', `/subscriptions/${due}/resume`);
        await eventually(() => sink.requests.length >= DUE_AT_ONCE, { withinMs: 120_000, everyMs: 100 });
        await sleep(faultMs(1));
        for (const id of unheard) await run.call('DELETE', `/subscriptions/${id}`);
      });
      expect(balance).toMatchObject(BALANCED);
      expect(balance.acknowledged).toBe(balance.sent);
      expect(most).toBeGreaterThan(0);
      // Beside those in use there may be some that are being closed.
      expect(most).toBeLessThanOrEqual(2 * CONCURRENCY);
    },
    faultMs(1) + 400_000,
  );
});
