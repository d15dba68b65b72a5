import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@kanca/core';
import { serveIngress } from '@kanca/testing';
import { sampleRequest, type IngressOptions } from '@kanca/receivers';
import { github } from '@kanca/receivers/github';
import type { InboundRequest } from '@kanca/core';
import type { ServedIngress } from '@kanca/testing';
import type { Socket } from 'node:net';

const NOW = Date.UTC(2026, 0, 15);
const URL_PATH = '/api/webhooks/incoming/github';

describe('Ingress bounds', () => {
  const clock = new FixedClock(NOW);
  let served: ServedIngress | undefined;
  const sockets: Socket[] = [];

  async function serve(options: Partial<IngressOptions> = {}): Promise<ServedIngress> {
    served = await serveIngress({
      receivers: [github],
      sources: [
        { provider: 'github', secrets: ['s3cret'] },
        { provider: 'github', name: 'acme', secrets: ['s3cret'] },
      ],
      clock,
      ...options,
    });
    return served;
  }

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await served?.close();
    served = undefined;
  });

  function sample(id = 'd-1'): InboundRequest {
    return sampleRequest(github, { secret: 's3cret', id, now: NOW, url: URL_PATH, publicUrl: 'http://localhost:3000' });
  }

  /** The head of a request, as text, with whatever headers a test wants to add or leave out. */
  function head(request: InboundRequest, more: readonly string[] = []): string {
    const own = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
    return [`${request.method} ${request.url} HTTP/1.1`, 'host: localhost', ...own, ...more, '', ''].join('\r\n');
  }

  async function open({ port }: ServedIngress): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    return socket;
  }

  async function untilEnd(socket: Socket): Promise<string> {
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await once(socket, 'close');
    return text;
  }

  async function firstAnswer(socket: Socket): Promise<string> {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    return chunk.toString();
  }

  function post(
    { origin }: ServedIngress,
    request: InboundRequest,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(origin + request.url, {
      method: 'POST',
      headers: { ...request.headers, ...headers },
      body: request.body,
    });
  }

  it('refuses a signature header that came twice, the right one first or last', async () => {
    const hub = await serve();
    const request = sample();
    const wrong = `x-hub-signature-256: sha256=${'0'.repeat(64)}`;
    const length = `content-length: ${String(request.body.length)}`;
    for (const text of [
      head(request, [wrong, length]),
      head(request, [length, `X-Hub-Signature-256: ${request.headers['x-hub-signature-256'] ?? ''}`]),
    ]) {
      const socket = await open(hub);
      socket.write(text);
      socket.write(request.body);
      expect(await firstAnswer(socket)).toContain('401 Unauthorized');
    }
    expect(hub.observer.answers.map(({ reason }) => reason)).toEqual(['header_doubled', 'header_doubled']);
  });

  it('does not mind other headers that came twice', async () => {
    const hub = await serve();
    const request = sample();
    const socket = await open(hub);
    socket.write(
      head(request, [
        'via: 1.1 a',
        'via: 1.1 b',
        'x-forwarded-for: 1',
        `content-length: ${String(request.body.length)}`,
      ]),
    );
    socket.write(request.body);
    expect(await firstAnswer(socket)).toContain('200 OK');
    const stored = hub.log.arrivals[0]?.raw?.headers ?? {};
    expect(Object.keys(stored)).toContain('x-forwarded-for');
    expect(Object.keys(stored)).not.toContain('via');
  });

  it('refuses a body that says it is too large before it is sent, and the connection goes on', async () => {
    const hub = await serve({ maxBodyBytes: 10_000 });
    const socket = await open(hub);
    socket.write(head(sample(), ['content-length: 10001']));
    expect(await firstAnswer(socket)).toContain('413 Payload Too Large');
    socket.write(Buffer.alloc(10_001));
    const request = sample();
    socket.write(head(request, [`content-length: ${String(request.body.length)}`]));
    socket.write(request.body);
    expect(await firstAnswer(socket)).toContain('200 OK');
  });

  it('refuses a body that turns out to be too large while it is read', async () => {
    const hub = await serve({ maxBodyBytes: 10_000 });
    const socket = await open(hub);
    socket.write(head(sample(), ['transfer-encoding: chunked']));
    for (let chunk = 0; chunk < 6; chunk++) socket.write(`7d0\r\n${'x'.repeat(2_000)}\r\n`);
    expect(await firstAnswer(socket)).toContain('413 Payload Too Large');
    expect(hub.log.arrivals).toEqual([]);
    expect(hub.observer.answers).toMatchObject([{ status: 413, outcome: 'bad_request' }]);
  });

  it('reads a chunked body byte for byte', async () => {
    const hub = await serve();
    const request = sample();
    const socket = await open(hub);
    socket.write(head(request, ['transfer-encoding: chunked']));
    for (let at = 0; at < request.body.length; at += 100) {
      const piece = request.body.subarray(at, at + 100);
      socket.write(Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]));
      await sleep(1);
    }
    socket.write('0\r\n\r\n');
    expect(await firstAnswer(socket)).toContain('200 OK');
    expect(hub.log.arrivals[0]?.raw?.body).toEqual(request.body);
  });

  it('answers 408 to a body that does not come, and closes', async () => {
    const hub = await serve({ bodyTimeoutMs: 100 });
    const socket = await open(hub);
    socket.write(head(sample(), ['content-length: 100']));
    const text = await untilEnd(socket);
    expect(text).toContain('408 Request Timeout');
    expect(text).toContain('"code":"request_timeout"');
    expect(hub.observer.answers).toMatchObject([{ status: 408, reason: 'request_timeout' }]);
  });

  it('stores nothing of a request whose client hangs up, and goes on', async () => {
    const hub = await serve();
    const request = sample();
    for (let time = 0; time < 20; time++) {
      const socket = await open(hub);
      socket.write(head(request, [`content-length: ${String(request.body.length)}`]));
      socket.write(request.body.subarray(0, 100));
      await sleep(2);
      socket.destroy();
    }
    while (hub.observer.answers.length < 20) await sleep(5);
    expect(hub.observer.answers.every(({ reason, status }) => reason === 'client_gone' && status === 499)).toBe(true);
    expect(hub.log.arrivals).toEqual([]);
    expect(hub.observer.faults).toEqual([]);
    expect((await post(hub, request)).status).toBe(200);
    await hub.ingress.drain();
  });

  it('stores what came whole although the client did not wait for the answer', async () => {
    const hub = await serve();
    const request = sample();
    let release = (): void => undefined;
    hub.log.gate = new Promise((resolve) => (release = resolve));
    const socket = await open(hub);
    socket.write(head(request, [`content-length: ${String(request.body.length)}`]));
    socket.write(request.body);
    while (hub.log.appends === 0) await sleep(5);
    socket.destroy();
    await sleep(20);
    release();
    await hub.ingress.drain();
    expect(hub.log.arrivals).toHaveLength(1);
    expect(hub.observer.answers).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('bounds the memory of all bodies together', async () => {
    // One sender gets a quarter.
    const hub = await serve({ maxBufferedBytes: 8 * sample().body.length });
    let release = (): void => undefined;
    hub.log.gate = new Promise((resolve) => (release = resolve));
    const running = [post(hub, sample('1')), post(hub, sample('2'))];
    while (hub.log.appends < 2) await sleep(5);
    const refused = await post(hub, sample('3'));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    release();
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await post(hub, sample('4'))).status).toBe(200);
  });

  /** Writes the first bytes of a body that does not end, as a client behind the proxy 127.0.0.1. */
  async function begin(hub: ServedIngress, from: string, bytes: number): Promise<void> {
    const socket = await open(hub);
    socket.write(head(sample(), [`x-forwarded-for: ${from}`, 'content-length: 100000']));
    socket.write(Buffer.alloc(bytes, 'x'));
  }

  it('leaves memory for others where strangers send bodies that never end', async () => {
    const hub = await serve({ maxBufferedBytes: 400_000, trustedProxies: ['127.0.0.1'] });
    for (const bytes of [90_000, 9_000, 900, 90])
      for (let count = 0; count < 20; count++) await begin(hub, '198.51.100.7', bytes);
    while (hub.observer.answers.length === 0) await sleep(5);
    const answers = await Promise.all(
      ['198.51.100.8', '2001:db8::1', '203.0.113.1'].map((from) =>
        post(hub, sample(from), { 'x-forwarded-for': from }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('gives back the memory of clients that hang up', async () => {
    const hub = await serve({ maxBufferedBytes: 400_000 });
    for (let count = 0; count < 20; count++) {
      const socket = await open(hub);
      socket.write(head(sample(), ['content-length: 100000']));
      socket.write(Buffer.alloc(50_000, 'x'));
      await sleep(2);
      socket.destroy();
      while (hub.observer.answers.length <= count) await sleep(2);
    }
    expect(hub.observer.answers.every(({ reason }) => reason === 'client_gone')).toBe(true);
    expect((await post(hub, sample())).status).toBe(200);
  });

  it('gives back the memory of clients that hang up before they are answered', async () => {
    const hub = await serve({ maxBufferedBytes: 8 * sample().body.length });
    for (let count = 0; count < 5; count++) {
      let release = (): void => undefined;
      hub.log.gate = new Promise((resolve) => (release = resolve));
      const socket = await open(hub);
      socket.write(head(sample(), [`content-length: ${String(sample().body.length)}`]));
      socket.write(sample().body);
      while (hub.log.appends <= count) await sleep(2);
      socket.destroy();
      await sleep(20);
      release();
      while (hub.observer.answers.length <= count) await sleep(2);
    }
    expect((await post(hub, sample())).status).toBe(200);
  });

  it('leaves places for others where one IPv6 site, with its 65,536 networks, sends no bodies', async () => {
    const hub = await serve({ maxHalfOpenRequests: 40, maxHalfOpenPerAddress: 2, trustedProxies: ['127.0.0.1'] });
    for (let network = 0; network < 30; network++)
      for (let count = 0; count < 2; count++) await begin(hub, `2001:db8:5:${network.toString(16)}::1`, 1);
    while (hub.observer.answers.length === 0) await sleep(5);
    const answers = await Promise.all(
      ['198.51.100.8', '2001:db8:6::1', '2001:db9::1'].map((from) =>
        post(hub, sample(from), { 'x-forwarded-for': from }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('bounds how many requests run at once', async () => {
    const hub = await serve({ maxConcurrentRequests: 2 });
    let release = (): void => undefined;
    hub.log.gate = new Promise((resolve) => (release = resolve));
    const running = [post(hub, sample('1')), post(hub, sample('2'))];
    while (hub.log.appends < 2) await sleep(5);
    const refused = await post(hub, sample('3'));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    release();
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('limits the rate of each source, and says when to come again', async () => {
    const hub = await serve({ rateLimit: { perSecond: 0.1, burst: 2 } });
    const answers = [await post(hub, sample('1')), await post(hub, sample('2')), await post(hub, sample('3'))];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]?.headers.get('retry-after')).toBe('10');
    expect((await post(hub, { ...sample('3'), url: `${URL_PATH}/acme` })).status).toBe(200);
    expect(hub.refusals).toEqual([]);
  });

  it('wants HTTPS where it is told to, and believes only trusted proxies', async () => {
    const trusting = await serve({ requireHttps: true, trustedProxies: ['10.0.0.0/8', '127.0.0.1'] });
    const statusOf = async (headers: Record<string, string>) => (await post(trusting, sample(), headers)).status;
    expect(await statusOf({ 'x-forwarded-proto': 'https' })).toBe(200);
    expect(await statusOf({ 'x-forwarded-proto': 'http, HTTPS' })).toBe(200);
    expect(await statusOf({ 'x-forwarded-proto': 'https, http' })).toBe(403);
    expect(await statusOf({})).toBe(403);
    expect(trusting.refusals).toHaveLength(2);
    await trusting.close();
    const wary = await serve({ requireHttps: true, trustedProxies: ['10.0.0.0/8'] });
    expect((await post(wary, sample(), { 'x-forwarded-proto': 'https' })).status).toBe(403);
  });

  it('refuses too many headers', async () => {
    const hub = await serve();
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`x-${String(index)}`, '1']));
    expect((await post(hub, sample(), many)).status).toBe(431);
  });

  it('does not start with a trusted proxy that is no address', async () => {
    await expect(serve({ trustedProxies: ['10.0.0.0/8', 'proxy.local', '10.0.0.0/99'] })).rejects.toThrow(
      'proxy.local, 10.0.0.0/99 cannot be read',
    );
  });
});
