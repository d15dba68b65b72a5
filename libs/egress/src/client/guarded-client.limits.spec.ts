import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { HostileSink } from '../../test/hostile-sink.js';
import { failureOf, loopbackClient, post } from '../../test/loopback-client.js';
import type { GuardedClient } from './guarded-client.js';

const CAP = 65_536;
// What the kernel may have taken from a server before the client hung up.
const SOCKET_BUFFERS = 24 * 1024 * 1024;

/** Writes for as long as anybody reads. */
function pour(target: Socket | ServerResponse, chunk: Buffer): void {
  const more = (): void => {
    while (!target.destroyed) if (!target.write(chunk)) return;
  };
  target.on('drain', more);
  more();
}

/** Long enough for a connection that nobody asked for to show. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

describe('GuardedClient and an endpoint that answers badly', () => {
  let sink: HostileSink;
  let client: GuardedClient;

  beforeEach(() => {
    client = loopbackClient();
  });

  afterEach(async () => {
    await sink.close();
    await client.close();
  });

  async function givenHttp(answer: (response: ServerResponse) => void): Promise<void> {
    sink = await HostileSink.http((_request, response) => {
      answer(response);
    });
  }

  async function givenTcp(answer: (socket: Socket) => void): Promise<void> {
    sink = await HostileSink.tcp((socket) => {
      socket.once('data', () => {
        answer(socket);
      });
    });
  }

  it('gives up on a head that never comes', async () => {
    await givenHttp(() => undefined);
    const startedAt = performance.now();
    const error = await failureOf(client.request(post(sink.url(), { deadlineMs: 300 })));
    expect(error).toMatchObject({ kind: 'timeout', message: 'The endpoint did not answer within 300 ms.' });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    await sink.deserted();
  });

  it('does not take 103 for the head it waits for', async () => {
    await givenHttp((response) => {
      response.writeEarlyHints({ link: '</a>; rel=preload' });
    });
    const error = await failureOf(client.request(post(sink.url(), { deadlineMs: 200 })));
    expect(error.message).toBe('The endpoint did not answer within 200 ms.');
  });

  it('gives up on a body that drips beyond the deadline, and hangs up', async () => {
    await givenHttp((response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 200);
      response.once('close', () => {
        clearInterval(drip);
      });
    });
    const startedAt = performance.now();
    const error = await failureOf(client.request(post(sink.url(), { deadlineMs: 700 })));
    expect(error).toMatchObject({ kind: 'timeout', message: 'The endpoint did not finish its answer within 700 ms.' });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(690);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    await sink.deserted();
    await settled();
    expect(sink.connections).toBe(1);
  });

  it('gives up on a head that drips beyond the deadline, and hangs up', async () => {
    await givenTcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('x: y\r\n'), 100);
      socket.once('close', () => {
        clearInterval(drip);
      });
    });
    expect(await failureOf(client.request(post(sink.url(), { deadlineMs: 400 })))).toMatchObject({ kind: 'timeout' });
    await sink.deserted();
  });

  it('counts the wait for a free connection, and does not pay for it with a healthy one', async () => {
    client = loopbackClient({ maxConnectionsPerOrigin: 1 });
    await givenHttp((response) => setTimeout(() => response.end('ok'), 300));
    const first = client.request(post(sink.url('/first')));
    const second = failureOf(client.request(post(sink.url('/second'), { deadlineMs: 100 })));
    const third = client.request(post(sink.url('/third')));
    expect(await second).toMatchObject({
      kind: 'timeout',
      message: 'There was no connection to the endpoint within 100 ms.',
    });
    expect((await first).status).toBe(200);
    expect((await third).status).toBe(200);
    expect(sink.requests.map(({ url }) => url)).toEqual(['/first', '/third']);
    expect(sink.connections).toBe(1);
  });

  it('reads a body of exactly the cap, and says it was all', async () => {
    await givenHttp((response) => response.end(Buffer.alloc(CAP, 'a')));
    const { body, truncated } = await client.request(post(sink.url()));
    expect([body.length, truncated]).toEqual([CAP, false]);
  });

  it('cuts a body one byte over the cap, and still counts its status', async () => {
    await givenHttp((response) => response.writeHead(201).end(Buffer.alloc(CAP + 1, 'a')));
    const { status, body, truncated } = await client.request(post(sink.url()));
    expect([status, body.length, truncated]).toEqual([201, CAP, true]);
  });

  it('reads no body when none is wanted', async () => {
    await givenHttp((response) => response.end('abc'));
    const { body, truncated } = await client.request(post(sink.url(), { maxResponseBytes: 0 }));
    expect([body.length, truncated]).toEqual([0, true]);
  });

  it.each([
    ['10 MB with a length', { 'content-length': String(10_000_000) }],
    ['without an end', {}],
  ])('stops reading a body %s, and hangs up', async (_name, headers) => {
    let socket: Socket | null = null;
    await givenHttp((response) => {
      socket = response.socket;
      response.writeHead(200, headers);
      pour(response, Buffer.alloc(16_384, 'a'));
    });
    const { status, body, truncated } = await client.request(post(sink.url()));
    expect([status, body.length, truncated]).toEqual([200, CAP, true]);
    await sink.deserted();
    await settled();
    expect(sink.connections).toBe(1);
    expect((socket as Socket | null)?.bytesWritten).toBeGreaterThan(CAP);
    expect((socket as Socket | null)?.bytesWritten).toBeLessThan(SOCKET_BUFFERS);
  });

  it('holds on to little more than the cap of a body in chunks of one byte', async () => {
    await givenTcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      pour(socket, Buffer.from('1\r\na\r\n'.repeat(2_000)));
    });
    const { body } = await client.request(post(sink.url()));
    expect(body.length).toBe(CAP);
    expect(body.buffer.byteLength).toBeLessThanOrEqual(CAP);
  });

  it('does not undo a small gzip', async () => {
    const zipped = gzipSync('hello');
    await givenHttp((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(zipped));
    const { body, headers } = await client.request(post(sink.url()));
    expect(body.equals(zipped)).toBe(true);
    expect(headers['content-encoding']).toBe('gzip');
  });

  it('does not undo a gzip bomb, and cuts it like any other body', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000), { level: 9 });
    expect(bomb.length).toBeGreaterThan(CAP);
    await givenHttp((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    const { body, truncated } = await client.request(post(sink.url()));
    expect([body.equals(bomb.subarray(0, CAP)), truncated]).toEqual([true, true]);
  });

  it('follows no redirect, neither to loopback nor to a metadata service', async () => {
    const target = await HostileSink.http((_request, response) => response.end('secret'));
    for (const location of [target.url('/admin'), 'http://169.254.169.254/latest/meta-data/'])
      for (const status of [301, 302, 303, 307, 308]) {
        await givenHttp((response) => response.writeHead(status, { location }).end());
        expect(await client.request(post(sink.url()))).toMatchObject({ status, headers: { location } });
        expect(sink.requests).toHaveLength(1);
        await sink.close();
      }
    expect(target.connections).toBe(0);
    sink = target;
  });

  it('refuses more than 16 KiB of headers, and hangs up on a flood of them', async () => {
    await givenTcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      pour(socket, Buffer.from('x-flood: 0123456789\r\n'.repeat(500)));
    });
    expect(await failureOf(client.request(post(sink.url())))).toMatchObject({
      kind: 'protocol',
      message: expect.stringContaining('16 KiB'),
    });
    await sink.deserted();
  });

  it('refuses a flood of trailers', async () => {
    await givenTcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n');
      pour(socket, Buffer.from('x-flood: 0123456789\r\n'.repeat(500)));
    });
    expect(await failureOf(client.request(post(sink.url())))).toMatchObject({ kind: 'protocol' });
    await sink.deserted();
  });

  it.each(['SSH-2.0-OpenSSH_9.6\r\n', '220 smtp ready\r\n', 'HTTP/1.1 abc\r\n\r\n', '\0\0\0\0'])(
    'takes %j for no HTTP',
    async (greeting) => {
      await givenTcp((socket) => socket.write(greeting));
      expect(await failureOf(client.request(post(sink.url())))).toMatchObject({ kind: 'protocol' });
      await sink.deserted();
    },
  );

  it('refuses an upgrade that nobody asked for', async () => {
    await givenTcp((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    );
    expect((await failureOf(client.request(post(sink.url())))).kind).toMatch(/^(protocol|reset)$/);
    await sink.deserted();
  });

  it.each([
    ['before the head', ''],
    ['within the head', 'HTTP/1.1 200 OK\r\nx: '],
    ['within the body', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'],
  ])('says so when the connection is reset %s', async (_name, sent) => {
    await givenTcp((socket) => {
      socket.write(sent);
      setTimeout(() => socket.resetAndDestroy(), 50);
    });
    expect(await failureOf(client.request(post(sink.url())))).toMatchObject({
      kind: 'reset',
      message: 'The endpoint closed the connection before its answer was complete.',
    });
  });

  it('takes a body that ends before its length for no answer', async () => {
    await givenTcp((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'));
    expect((await failureOf(client.request(post(sink.url())))).kind).toMatch(/^(protocol|reset)$/);
  });

  it('does not take what was sent ahead of a call for its answer', async () => {
    await givenTcp((socket) => {
      const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n';
      socket.write(`${answer}1${answer}X`);
      socket.on('data', () => socket.write(`${answer}2`));
    });
    expect((await client.request(post(sink.url()))).body.toString()).toBe('1');
    await settled();
    expect((await client.request(post(sink.url()))).body.toString()).toBe('1');
    expect(sink.connections).toBe(2);
  });
});
