import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { readFileSync } from 'node:fs';
import type { Server as HttpServer, ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { startSink, type Sink } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

const TIMEOUT_MS = 1_000;
/** What a busy machine may add. */
const SLACK_MS = 1_500;
/** As the engine says it, or the client: their clocks run out in the same moment. */
const IN_TIME = /^Timed out after 1000 ms|within 1000 ms/;
const CAP_BYTES = 65_536;
const MIB = 1_048_576;

interface Attempt {
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
  readonly detail: { readonly failure?: string; readonly response?: { readonly truncated: boolean } };
}

interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly attempts: readonly Attempt[];
}

/** Everything that an endpoint can do to whoever calls it. A hub with one slot for each must come out of it unharmed. */
describe('a hostile endpoint', () => {
  let hub: TestHub;
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    hub = await startTestHub();
  });

  afterAll(async () => {
    await hub.close();
  });

  afterEach(async () => {
    await hub.unsubscribeAll();
    for (const close of closing.splice(0)) await close();
  });

  async function listening(server: Server | HttpServer): Promise<string> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    closing.push(async () => {
      const ended = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await ended;
    });
    return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }

  /** An endpoint that answers as told over HTTP. */
  async function http(answer: (response: ServerResponse) => void): Promise<string> {
    const sink: Sink = await startSink();
    closing.push(() => sink.close());
    sink.behave((_request, response) => {
      answer(response);
    });
    return sink.url;
  }

  /** An endpoint that does what it wants with each connection, once it was spoken to. */
  async function tcp(speak: (socket: Socket) => void): Promise<string> {
    const server = createServer((socket) => socket.once('data', () => speak(socket)));
    return `http://${await listening(server)}/hooks`;
  }

  /** Delivers to it once, with one slot and a second of time. */
  async function deliverTo(uri: string): Promise<Delivery> {
    await hub.subscribe({
      uri,
      concurrency: 1,
      timeoutMs: TIMEOUT_MS,
      retry: { kind: 'list', delaysMs: [], jitter: 0 },
    });
    return deliverAgain();
  }

  async function deliverAgain(): Promise<Delivery> {
    const id = await hub.deliveryOf(await hub.publish('a.b', { n: 1 }));
    return eventually(
      async () => {
        const { body: delivery } = await hub.call<Delivery>('GET', `/deliveries/${id}`);
        return delivery.attempts.length > 0 && delivery.state !== 'running' && delivery;
      },
      { withinMs: 15_000 },
    );
  }

  const queue = async (): Promise<{ running: number }> => (await hub.call<{ running: number }>('GET', '/queue')).body;

  const attemptOf = ({ attempts }: Delivery): Attempt => {
    const [attempt] = attempts;
    if (attempt === undefined) throw new Error('There was no attempt.');
    return attempt;
  };

  /** The most that the process holds while something happens, over what it held before. */
  async function memoryDuring(work: () => Promise<unknown>): Promise<number> {
    globalThis.gc?.();
    const held = (): number => process.memoryUsage().external + process.memoryUsage().heapUsed;
    const before = held();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, held());
    }, 5);
    await work();
    clearInterval(watch);
    return most - before;
  }

  it.each([
    ['500', 500, {}, 'dead'],
    ['429', 429, { 'retry-after': '1' }, 'dead'],
    ['410', 410, {}, 'dead'],
  ])('that answers %s is told from a good one', async (_name, status, headers, state) => {
    const uri = await http((response) => response.writeHead(status, headers).end());
    const delivery = await deliverTo(uri);
    expect({ state: delivery.state, status: attemptOf(delivery).status }).toEqual({ state, status });
  });

  it.each([
    ['hangs after the request', (): void => undefined, IN_TIME],
    ['resets the connection', (socket: Socket): void => void socket.resetAndDestroy(), /closed the connection/],
    [
      'drips its head',
      (socket: Socket): void => {
        const drip = setInterval(() => socket.write('x'), 30);
        socket.write('HTTP/1.1 200 OK\r\nx: ').valueOf();
        socket.once('close', () => clearInterval(drip));
      },
      IN_TIME,
    ],
    [
      'drips its body',
      (socket: Socket): void => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
        const drip = setInterval(() => socket.write('x'), 30);
        socket.once('close', () => clearInterval(drip));
      },
      IN_TIME,
    ],
    [
      'floods with headers',
      (socket: Socket): void => {
        socket.write(`HTTP/1.1 200 OK\r\n${'x-flood: 0123456789\r\n'.repeat(100_000)}`);
      },
      /more than 16 KiB of headers/,
    ],
    [
      'speaks no HTTP',
      (socket: Socket): void => void socket.write('220 smtp ready\r\n'),
      /did not answer with valid HTTP/,
    ],
  ])('that %s is cut off by its deadline, and its slot is free again', async (_what, speak, error) => {
    const uri = await tcp(speak);
    const attempt = attemptOf(await deliverTo(uri));
    expect([attempt.status, attempt.error]).toEqual([null, expect.stringMatching(error)]);
    expect(attempt.durationMs).toBeLessThan(TIMEOUT_MS + SLACK_MS);
    expect((await queue()).running).toBe(0);
    expect(attemptOf(await deliverAgain()).error).toMatch(error);
  });

  it('that hangs in the TLS handshake is cut off too', async () => {
    const server = createServer(() => undefined);
    const attempt = attemptOf(await deliverTo(`https://${await listening(server)}/`));
    expect([attempt.status, attempt.error]).toEqual([null, expect.stringMatching(IN_TIME)]);
    expect(attempt.durationMs).toBeLessThan(TIMEOUT_MS + SLACK_MS);
  });

  it('that has a certificate of its own making gets nothing', async () => {
    const pem = readFileSync('libs/egress/test/self-signed.pem');
    let requests = 0;
    const server = createHttpsServer({ key: pem, cert: pem }, (_request, response) => {
      requests += 1;
      response.end();
    });
    const attempt = attemptOf(await deliverTo(`https://${await listening(server)}/`));
    expect(attempt).toMatchObject({ status: null, detail: { failure: 'tls' } });
    expect([requests, attempt.error]).toEqual([0, expect.stringContaining('certificate')]);
  });

  it('that redirects to a metadata service is not followed', async () => {
    const location = 'http://169.254.169.254/latest/meta-data/';
    const uri = await http((response) => response.writeHead(307, { location }).end());
    expect(attemptOf(await deliverTo(uri))).toMatchObject({ status: 307, error: expect.stringContaining(location) });
  });

  it('that answers with a gzip bomb is asked for none, and its bomb is not opened', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MIB));
    const asked: unknown[] = [];
    const sink = await startSink();
    closing.push(() => sink.close());
    sink.behave(({ headers }, response) => {
      asked.push(headers['accept-encoding']);
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    let attempt: Attempt | undefined;
    const most = await memoryDuring(async () => {
      attempt = attemptOf(await deliverTo(sink.url));
    });
    expect(attempt).toMatchObject({ status: 200, detail: { response: { truncated: true } } });
    expect(asked).toEqual(['identity']);
    expect(most).toBeLessThan(128 * MIB);
  });

  it('that answers with 10 GB is left after the first 64 KiB', async () => {
    let sent = 0;
    const chunk = Buffer.alloc(CAP_BYTES, 'x');
    const uri = await tcp((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${String(10 * 1_024 * MIB)}\r\n\r\n`);
      const pour = (): void => {
        while (!socket.destroyed) {
          sent += chunk.length;
          if (!socket.write(chunk)) return void socket.once('drain', pour);
        }
      };
      pour();
    });
    let attempt: Attempt | undefined;
    const most = await memoryDuring(async () => {
      attempt = attemptOf(await deliverTo(uri));
    });
    expect(attempt).toMatchObject({ status: 200, detail: { response: { truncated: true } } });
    expect(attempt?.durationMs).toBeLessThan(TIMEOUT_MS);
    // What the sockets' buffers have swallowed before it was hung up on.
    expect(sent).toBeLessThan(128 * MIB);
    expect(most).toBeLessThan(128 * MIB);
  });

  it('in fifty guises at once takes no more than a slot each, and leaves nothing behind', async () => {
    const hanging = await tcp(() => undefined);
    for (let index = 0; index < 50; index++)
      await hub.call('POST', '/subscriptions', {
        uri: `${hanging}/${String(index)}`,
        concurrency: 1,
        timeoutMs: TIMEOUT_MS,
        retry: { kind: 'list', delaysMs: [], jitter: 0 },
      });
    const good = await startSink();
    closing.push(() => good.close());
    await hub.call('POST', '/subscriptions', { uri: good.url });
    const at = performance.now();
    for (let event = 0; event < 3; event++) await hub.call('POST', '/events', { type: 'a.b', data: { event } });
    await eventually(() => good.requests.length === 3);
    expect(performance.now() - at).toBeLessThan(10 * TIMEOUT_MS);
    await eventually(
      async () =>
        (await queue()).running === 0 && (await hub.call<{ ready: number }>('GET', '/queue')).body.ready === 0,
      {
        withinMs: 20_000,
      },
    );
  });
});
