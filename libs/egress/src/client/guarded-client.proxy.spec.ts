import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { HostileSink } from '../../test/hostile-sink.js';
import { failureOf, loopbackClient, post } from '../../test/loopback-client.js';
import { ScriptedResolver } from '../../test/scripted-resolver.js';
import { TunnelProxy } from '../../test/tunnel-proxy.js';
import type { GuardedClient, GuardedClientOptions } from './guarded-client.js';
import { parseProxy } from '../request/proxy-address.js';

describe('GuardedClient behind a proxy', () => {
  const closing: { close: () => Promise<void> }[] = [];

  afterEach(async () => {
    for (const { close } of closing.splice(0).reverse()) await close();
  });

  function closed<T extends { close: () => Promise<void> }>(thing: T): T {
    closing.push({ close: () => thing.close() });
    return thing;
  }

  function behind(proxy: string, options: Partial<GuardedClientOptions> = {}): GuardedClient {
    const resolver = new ScriptedResolver([['127.0.0.1']]);
    return closed(loopbackClient({ resolver, proxy: parseProxy(proxy), ...options }));
  }

  it('asks it for the address that was judged, never for the name', async () => {
    const sink = closed(await HostileSink.http((_request, response) => response.end('reached')));
    const proxy = closed(await TunnelProxy.start());
    const { body } = await behind(proxy.url).request(post(sink.url('/a?b=1', 'billing.test')));
    expect(body.toString()).toBe('reached');
    expect(proxy.heads).toEqual([
      `CONNECT 127.0.0.1:${String(sink.port)} HTTP/1.1\r\nHost: 127.0.0.1:${String(sink.port)}\r\n\r\n`,
    ]);
    expect(sink.requests[0]).toMatchObject({ url: '/a?b=1', headers: { host: `billing.test:${String(sink.port)}` } });
  });

  it('uses a tunnel again', async () => {
    const sink = closed(await HostileSink.http((_request, response) => response.end('ok')));
    const proxy = closed(await TunnelProxy.start());
    const client = behind(proxy.url);
    for (let call = 0; call < 10; call++) await client.request(post(sink.url('/', 'billing.test')));
    expect(proxy.heads.length).toBeLessThanOrEqual(2);
  });

  it('speaks TLS with the endpoint, and asks for the name of the URL', async () => {
    const pem = await readFile(new URL('../../test/self-signed.pem', import.meta.url), 'utf8');
    const sink = closed(await HostileSink.https(pem, (_request, response) => response.end('secret')));
    const proxy = closed(await TunnelProxy.start());
    const trusting = behind(proxy.url, { trustedCertificates: [pem] });
    const good = `https://kanca.test:${String(sink.port)}/`;
    expect((await trusting.request(post(good))).body.toString()).toBe('secret');
    expect(await failureOf(behind(proxy.url).request(post(good)))).toMatchObject({ kind: 'tls' });
    const other = `https://other.test:${String(sink.port)}/`;
    expect(await failureOf(trusting.request(post(other)))).toMatchObject({ kind: 'tls' });
  });

  it('does not ask it for a forbidden address', async () => {
    const proxy = closed(await TunnelProxy.start());
    const resolver = new ScriptedResolver([['127.0.0.2']]);
    const client = behind(proxy.url, { resolver });
    for (const url of ['http://evil.test:8080/', 'http://127.0.0.2:8080/', 'http://169.254.169.254/'])
      expect([url, (await failureOf(client.request(post(url)))).kind]).toEqual([url, 'blocked']);
    expect(proxy.heads).toEqual([]);
  });

  it('gives it its password, and shows that to nobody', async () => {
    const proxy = closed(
      await TunnelProxy.start((socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')),
    );
    const error = await failureOf(
      behind(proxy.url.replace('//', '//kanca:s%40crit@')).request(post('http://billing.test:8080/')),
    );
    expect(proxy.heads[0]).toContain(
      `Proxy-Authorization: Basic ${Buffer.from('kanca:s@crit').toString('base64')}\r\n`,
    );
    expect(error).toMatchObject({ kind: 'connect', operatorDetail: expect.stringContaining('HTTP/1.1 407') });
    expect(JSON.stringify([error.message, error.operatorDetail])).not.toMatch(/s@crit|s%40crit|a2FuY2E/);
  });

  it.each([
    ['says nothing', () => undefined],
    ['hangs up', (socket: { destroy: () => unknown }) => socket.destroy()],
    ['speaks something else', (socket: { write: (text: string) => unknown }) => socket.write('220 smtp ready\r\n\r\n')],
    [
      'never ends its answer',
      (socket: { write: (text: string) => unknown }) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(20_000)}`),
    ],
    [
      'speaks for the endpoint',
      (socket: { write: (text: string) => unknown }) => socket.write('HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'),
    ],
  ])('fails in time when it %s', async (_what, answer) => {
    const proxy = closed(await TunnelProxy.start(answer));
    const client = behind(proxy.url, { connectTimeoutMs: 300 });
    const error = await failureOf(client.request(post('http://billing.test:8080/')));
    expect(error.kind).toBe('connect');
    expect(error.message).toContain('proxy');
  });

  it('says that it cannot be reached', async () => {
    const port = await HostileSink.deadPort();
    const error = await failureOf(
      behind(`http://127.0.0.1:${String(port)}`).request(post('http://billing.test:8080/')),
    );
    expect(error.message).toBe('The proxy of this hub could not be reached.');
  });

  it.each([
    'proxy:3128',
    'https://proxy:3128',
    'socks5://proxy',
    'http://user:pass@proxy/path',
    'http://user:pass%@proxy',
    '',
  ])('takes %j for no proxy, and repeats nothing of it', (text) => {
    expect(() => parseProxy(text)).toThrow(
      expect.objectContaining({ code: 'invalid_request', message: expect.not.stringContaining('pass@') }),
    );
  });
});
