import { afterEach, describe, expect, it } from '@jest/globals';
import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { HostileSink } from '../../test/hostile-sink.js';
import { failureOf, loopbackClient, post } from '../../test/loopback-client.js';
import type { EgressMethod } from '../request/egress-request.js';
import type { GuardedClient } from './guarded-client.js';

describe('GuardedClient', () => {
  let sink: HostileSink;
  let client: GuardedClient;

  afterEach(async () => {
    await sink.close();
    await client.close();
  });

  async function given(answer: (response: ServerResponse) => void, options = {}): Promise<void> {
    sink = await HostileSink.http((_request, response) => {
      answer(response);
    });
    client = loopbackClient(options);
  }

  it('sends method, path, query, headers and body as given, and asks for no compression', async () => {
    await given((response) => response.end());
    const body = Buffer.from([0, 1, 254, 255]);
    const headers = { 'X-Team': 'a', 'webhook-id': 'evt_1', 'Accept-Encoding': 'gzip' };
    await client.request(post(sink.url('/hooks/ü?a=1&b=%20#part'), { method: 'PUT', headers, body }));
    expect(sink.requests).toEqual([
      {
        method: 'PUT',
        url: '/hooks/%C3%BC?a=1&b=%20',
        headers: expect.objectContaining({
          host: `127.0.0.1:${String(sink.port)}`,
          'x-team': 'a',
          'webhook-id': 'evt_1',
          'accept-encoding': 'identity',
          'content-length': '4',
        }),
        body,
      },
    ]);
  });

  it('returns status, headers, body, time and address', async () => {
    await given((response) => {
      response.writeHead(202, { 'X-Trace': 'abc', 'set-cookie': ['a=1', 'b=2'] }).end('accepted');
    });
    const response = await client.request(post(sink.url()));
    expect(response).toEqual({
      status: 202,
      headers: expect.objectContaining({ 'x-trace': 'abc', 'set-cookie': 'a=1, b=2' }),
      body: Buffer.from('accepted'),
      truncated: false,
      timings: { totalMs: expect.any(Number) },
      remoteAddress: '127.0.0.1',
    });
    expect(response.timings.totalMs).toBeGreaterThan(0);
  });

  it('inherits no headers from Object.prototype', async () => {
    await given((response) => response.end());
    const { headers } = await client.request(post(sink.url()));
    expect(headers.constructor).toBeUndefined();
  });

  it.each([200, 204, 304, 400, 410, 429, 500, 503])('takes %i for an answer', async (status) => {
    await given((response) => response.writeHead(status, { 'retry-after': '7' }).end());
    expect(await client.request(post(sink.url()))).toMatchObject({ status, headers: { 'retry-after': '7' } });
  });

  it('waits for the answer behind 103', async () => {
    await given((response) => {
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.writeHead(200, { 'x-final': 'yes' }).end();
    });
    expect(await client.request(post(sink.url()))).toMatchObject({ status: 200, headers: { 'x-final': 'yes' } });
  });

  it('sends no body unless there is one', async () => {
    await given((response) => response.end());
    await client.request({ url: sink.url(), method: 'GET', headers: {}, deadlineMs: 1_000 });
    expect(sink.requests[0]).toMatchObject({ method: 'GET', body: Buffer.alloc(0) });
    expect(sink.requests[0]?.headers['content-length']).toBeUndefined();
  });

  it('uses a connection again', async () => {
    await given((response) => response.end());
    for (let call = 0; call < 20; call++) await client.request(post(sink.url()));
    // A second one is opened when a call comes in the very tick in which the last one was answered.
    expect(sink.connections).toBeLessThanOrEqual(2);
  });

  it('opens no more connections to one origin than it may', async () => {
    await given((response) => setTimeout(() => response.end(), 20), { maxConnectionsPerOrigin: 3 });
    await Promise.all(Array.from({ length: 20 }, () => client.request(post(sink.url()))));
    expect(sink.connections).toBe(3);
  });

  it.each(['host', 'Content-Length', 'transfer-encoding', 'connection', 'Upgrade', 'expect'])(
    'does not let %s be set',
    async (name) => {
      await given((response) => response.end());
      await expect(client.request(post(sink.url(), { headers: { [name]: 'x' } }))).rejects.toMatchObject({
        code: 'invalid_request',
      });
      expect(sink.connections).toBe(0);
    },
  );

  it('sends no header with a line break in it', async () => {
    await given((response) => response.end());
    const call = client.request(post(sink.url(), { headers: { 'x-a': 'hunter2\r\nx-b: 1' } }));
    expect(await failureOf(call)).toMatchObject({
      kind: 'protocol',
      message: expect.stringContaining('cannot be sent'),
    });
    expect(sink.requests).toEqual([]);
  });

  it('refuses methods, deadlines and bounds that make no sense', async () => {
    await given((response) => response.end());
    const wrong = [
      { method: 'CONNECT' as EgressMethod },
      { deadlineMs: 0 },
      { deadlineMs: Number.NaN },
      { deadlineMs: 2 ** 31 },
      { maxResponseBytes: -1 },
    ];
    for (const options of wrong)
      await expect(client.request(post(sink.url(), options))).rejects.toMatchObject({ code: 'invalid_request' });
    expect(sink.connections).toBe(0);
  });

  it('shows nothing of the request in its errors', async () => {
    await given((response) => response.destroy());
    const request = post(sink.url('/path-hunter2?token=hunter2'), {
      headers: { 'x-key': 'hunter2' },
      body: Buffer.from('hunter2'),
    });
    const error = await failureOf(client.request(request));
    expect(inspect(error, { depth: 9, showHidden: true }) + String(error.stack)).not.toContain('hunter2');
  });

  it('ends a call when its signal says so, with the reason of the signal', async () => {
    await given(() => undefined);
    const controller = new AbortController();
    const call = client.request(post(sink.url(), { signal: controller.signal }));
    setTimeout(() => {
      controller.abort(new Error('shutting down'));
    }, 50);
    await expect(call).rejects.toThrow('shutting down');
    expect(sink.connections).toBe(1);
    await sink.deserted();
  });

  it('may be given one signal for any number of calls, and holds on to none of them', async () => {
    await given((response) => response.end());
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 30 }, () => client.request(post(sink.url(), { signal }))));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('makes no call for a signal that has already spoken', async () => {
    await given((response) => response.end());
    await expect(client.request(post(sink.url(), { signal: AbortSignal.abort() }))).rejects.toThrow('aborted');
    expect(sink.connections).toBe(0);
  });

  it('is not moved by the proxy variables of the environment', async () => {
    await given((response) => response.end('direct'));
    const proxy = await HostileSink.http((_request, response) => response.end('proxied'));
    const names = ['http_proxy', 'HTTP_PROXY', 'all_proxy'];
    try {
      for (const name of names) process.env[name] = proxy.url();
      const { body } = await loopbackClient().request(post(sink.url()));
      expect([body.toString(), proxy.connections]).toEqual(['direct', 0]);
    } finally {
      for (const name of names) Reflect.deleteProperty(process.env, name);
      await proxy.close();
    }
  });

  it('lets calls under way finish when it is closed, takes no more, and leaves no connection open', async () => {
    await given((response) => setTimeout(() => response.end('late'), 150));
    const call = client.request(post(sink.url()));
    while (sink.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const closed = client.close();
    await expect(client.request(post(sink.url()))).rejects.toMatchObject({ code: 'unavailable' });
    expect((await call).body.toString()).toBe('late');
    await closed;
    await sink.deserted();
  });
});
