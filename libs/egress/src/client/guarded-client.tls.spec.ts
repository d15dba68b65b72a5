import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { HostileSink } from '../../test/hostile-sink.js';
import { failureOf, loopbackClient, post } from '../../test/loopback-client.js';
import { ScriptedResolver } from '../../test/scripted-resolver.js';
import type { GuardedClient, GuardedClientOptions } from './guarded-client.js';

// Self-signed for kanca.test until 2120, with its key: trusted by nobody but these tests.
const SELF_SIGNED = readFileSync(new URL('../../test/self-signed.pem', import.meta.url), 'utf8');
const CERTIFICATE = SELF_SIGNED.slice(SELF_SIGNED.indexOf('-----BEGIN CERTIFICATE'));

describe('GuardedClient over TLS', () => {
  let sink: HostileSink;
  let client: GuardedClient;

  beforeEach(async () => {
    sink = await HostileSink.https(SELF_SIGNED, (_request, response) => response.end('encrypted'));
  });

  afterEach(async () => {
    await client.close();
    await sink.close();
  });

  function call(host: string, options: Partial<GuardedClientOptions> = {}): ReturnType<GuardedClient['request']> {
    client = loopbackClient({ resolver: new ScriptedResolver([['127.0.0.1']]), ...options });
    return client.request(post(sink.url('/', host).replace('http:', 'https:')));
  }

  it('asks for the name of the URL at the address it judged', async () => {
    const { body, remoteAddress } = await call('kanca.test', { trustedCertificates: [CERTIFICATE] });
    expect([body.toString(), remoteAddress]).toEqual(['encrypted', '127.0.0.1']);
    const [socket] = sink.open;
    expect(socket?.remoteAddress).toBe('127.0.0.1');
  });

  it('refuses a certificate that nobody vouches for, and sends nothing', async () => {
    expect(await failureOf(call('kanca.test'))).toMatchObject({
      kind: 'tls',
      message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
    });
    expect(sink.requests).toEqual([]);
  });

  it.each(['other.test', '127.0.0.1'])('refuses a certificate that is not for %s', async (host) => {
    expect(await failureOf(call(host, { trustedCertificates: [CERTIFICATE] }))).toMatchObject({
      kind: 'tls',
      message: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID'),
    });
    expect(sink.requests).toEqual([]);
  });

  it('gives up on a handshake that never ends', async () => {
    await sink.close();
    sink = await HostileSink.tcp((socket) => socket.resume());
    expect(await failureOf(call('kanca.test', { connectTimeoutMs: 150 }))).toMatchObject({
      kind: 'tls',
      message: 'The endpoint did not finish the TLS handshake within 150 ms.',
    });
    await sink.deserted();
  });

  it('lets go of a handshake when the deadline of its call has passed', async () => {
    await sink.close();
    sink = await HostileSink.tcp((socket) => socket.resume());
    client = loopbackClient();
    const url = sink.url().replace('http:', 'https:');
    const startedAt = performance.now();
    expect(await failureOf(client.request(post(url, { deadlineMs: 100 })))).toMatchObject({ kind: 'timeout' });
    await sink.deserted();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(sink.connections).toBe(1);
  });

  it('says that an endpoint speaks no TLS', async () => {
    await sink.close();
    sink = await HostileSink.tcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await failureOf(call('kanca.test'))).toMatchObject({ kind: 'tls' });
  });
});
