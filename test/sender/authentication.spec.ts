import { createServer as createTlsServer, type Server } from 'node:https';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { DataSource } from 'typeorm';
import { startSink, type Sink } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

const ONE_RETRY = { kind: 'list', delaysMs: [10], jitter: 0 };

describe('an endpoint that asks for authentication', () => {
  let hub: TestHub;
  let sink: Sink;

  beforeAll(async () => {
    hub = await startTestHub();
    sink = await startSink();
  });

  afterAll(async () => {
    await hub.close();
    await sink.close();
  });

  beforeEach(async () => {
    await hub.unsubscribeAll();
    sink.reset();
  });

  const create = (auth: unknown, more: object = {}) =>
    hub.call<{ id: string; auth: unknown; detail: string }>('POST', '/subscriptions', {
      uri: sink.url,
      auth,
      retry: ONE_RETRY,
      ...more,
    });

  async function subscribe(auth: unknown, more: object = {}): Promise<string> {
    const created = await create(auth, more);
    expect([created.status, created.body]).toEqual([201, expect.anything()]);
    return created.body.id;
  }

  const publish = (): Promise<unknown> => hub.call('POST', '/events', { type: 'a.b', data: {} });

  async function attemptsOf(id: string, count = 1): Promise<{ error: string | null; status: number | null }[]> {
    return eventually(async () => {
      const { body } = await hub.call<{ data: { error: string | null; status: number | null }[] }>(
        'GET',
        `/subscriptions/${id}/attempts`,
      );
      return body.data.length >= count && body.data;
    });
  }

  it.each([
    [
      { type: 'basic', username: 'kanca', password: 'pässword' },
      'authorization',
      `Basic ${Buffer.from('kanca:pässword').toString('base64')}`,
      'pässword',
      { type: 'basic', username: 'kanca' },
    ],
    [
      { type: 'bearer', token: 'tok_0123456789' },
      'authorization',
      'Bearer tok_0123456789',
      'tok_0123456789',
      { type: 'bearer' },
    ],
    [
      { type: 'apiKey', header: 'X-Acme', value: 'acme-0123456789' },
      'x-acme',
      'acme-0123456789',
      'acme-0123456789',
      { type: 'apiKey', header: 'X-Acme' },
    ],
  ])(
    'gets %j, which is shown nowhere, not even when the endpoint repeats it',
    async (auth, header, value, secret, shown) => {
      sink.behave((request, response) =>
        response.writeHead(500, { 'x-echo': 'none' }).end(`you sent ${String(request.headers[header])}`),
      );
      const id = await subscribe(auth);
      await publish();
      await eventually(() => sink.requests.length >= 1);
      expect(sink.requests[0]?.headers[header]).toBe(value);
      const attempts = await attemptsOf(id);
      expect(JSON.stringify(attempts)).toContain('you sent');
      expect(JSON.stringify(attempts)).not.toContain(value.slice(value.indexOf(' ') + 1));
      const view = await hub.call<{ auth: unknown }>('GET', `/subscriptions/${id}`);
      expect(view.body.auth).toEqual(shown);
      expect(JSON.stringify(view.body)).not.toContain(secret);
      const stored = await hub.hub.app.get(DataSource).query<unknown>('SELECT * FROM kanca.subscriptions');
      expect(JSON.stringify(stored)).not.toContain(secret);
    },
  );

  it.each([
    [{ type: 'basic', username: 'a:b', password: 'x' }, 'auth.username: has a colon'],
    [{ type: 'bearer', token: 'a\r\nx-evil: 1' }, 'auth.token'],
    [{ type: 'apiKey', header: 'webhook-signature', value: 'x' }, 'auth.header: is reserved'],
    [{ type: 'apiKey', header: 'x a', value: 'x' }, 'auth.header: is not a header name'],
    [{ type: 'apiKey', header: 'x-a', value: 'a\nb' }, 'auth.value'],
    [{ type: 'mtls' }, 'auth.certificate: is missing'],
    [{ type: 'mtls', certificate: 'x', privateKey: 'y' }, 'auth.certificate: is no certificate in PEM'],
    [{ type: 'kerberos' }, 'auth'],
  ])('is refused %j before anything is kept', async (auth, detail) => {
    const refused = await create(auth);
    expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining(detail)]);
  });

  it('may be changed, kept through other changes, and taken away', async () => {
    const id = await subscribe({ type: 'bearer', token: 'first-token' });
    await hub.call('PATCH', `/subscriptions/${id}`, { description: 'other' });
    await publish();
    await eventually(() => sink.requests.length === 1);
    expect(sink.requests[0]?.headers.authorization).toBe('Bearer first-token');
    expect((await hub.call('PATCH', `/subscriptions/${id}`, { auth: null })).body).toMatchObject({ auth: null });
    await publish();
    await eventually(() => sink.requests.length === 2);
    expect(sink.requests[1]?.headers.authorization).toBeUndefined();
  });

  it('does not go to another origin without having been given again', async () => {
    const id = await subscribe({ type: 'bearer', token: 'first-token' });
    const elsewhere = sink.url.replace('127.0.0.1', 'localhost');
    const refused = await hub.call<{ detail: string }>('PATCH', `/subscriptions/${id}`, { uri: elsewhere });
    expect([refused.status, refused.body.detail]).toEqual([
      400,
      expect.stringContaining('give it again with the new uri'),
    ]);
    expect((await hub.call('PATCH', `/subscriptions/${id}`, { uri: `${sink.url}/other` })).status).toBe(200);
    const again = await hub.call('PATCH', `/subscriptions/${id}`, {
      uri: elsewhere,
      auth: { type: 'bearer', token: 'x' },
    });
    expect(again.status).toBe(200);
  });

  it('has its password shown nowhere when the endpoint repeats it decoded', async () => {
    sink.behave((request, response) => {
      const both = Buffer.from(String(request.headers.authorization).slice('Basic '.length), 'base64').toString();
      response.writeHead(500, { 'x-echo': both }).end(JSON.stringify({ sent: both, password: both.split(':')[1] }));
    });
    const id = await subscribe({ type: 'basic', username: 'kanca', password: 'hunter-2"x' });
    await publish();
    expect(JSON.stringify(await attemptsOf(id))).not.toContain('hunter-2');
  });

  describe('in headers of the subscription', () => {
    const headers = { 'X-Api-Key': 'TOPSECRET-1', 'x-plain': 'plain-value' };

    it('has them shown nowhere when the endpoint repeats its request', async () => {
      sink.behave((request, response) =>
        response
          .writeHead(500, { 'x-echo': String(request.headers['x-api-key']) })
          .end(JSON.stringify(request.headers)),
      );
      const id = await subscribe(null, { headers });
      await publish();
      const shown = JSON.stringify(await attemptsOf(id));
      expect(shown).toContain('plain-value');
      expect(shown).not.toContain('TOPSECRET');
    });

    it('does not get them at another origin without their having been given again', async () => {
      const id = await subscribe(null, { headers });
      const elsewhere = sink.url.replace('127.0.0.1', 'localhost');
      const patch = async (body: object): Promise<[number, string]> => {
        const answer = await hub.call<{ detail?: string }>('PATCH', `/subscriptions/${id}`, body);
        return [answer.status, answer.body.detail ?? ''];
      };
      expect(await patch({ uri: elsewhere })).toEqual([
        400,
        expect.stringMatching(/^headers\.X-Api-Key: was given for .*: give it again with the new uri/),
      ]);
      expect(await patch({ uri: elsewhere, headers: { 'x-api-key': '••••••' } })).toEqual([400, expect.anything()]);
      expect(await patch({ uri: `${sink.url}/other` })).toEqual([200, '']);
      expect(await patch({ uri: elsewhere, headers: { 'x-api-key': 'new' } })).toEqual([200, '']);
      expect(await patch({ uri: sink.url, headers: {} })).toEqual([200, '']);
    });
  });

  describe('with OAuth 2.0', () => {
    let tokens: Sink;
    let issued: number;
    const oauth2 = (more: object = {}) => ({
      type: 'oauth2',
      tokenUrl: tokens.url,
      clientId: 'client id',
      clientSecret: 's3cret:&=',
      scope: 'hooks',
      ...more,
    });

    beforeAll(async () => {
      tokens = await startSink();
    });

    afterAll(() => tokens.close());

    beforeEach(() => {
      tokens.requests.length = 0;
      issued = 0;
      tokens.behave((_request, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ access_token: `token-${String(++issued)}`, token_type: 'Bearer', expires_in: 3600 })),
      );
    });

    it('gets a token that was fetched once for all that needed one', async () => {
      tokens.behave((_request, response) => {
        setTimeout(
          () => response.writeHead(200).end(JSON.stringify({ access_token: 'shared-token', token_type: 'bearer' })),
          200,
        );
      });
      await subscribe(oauth2());
      await Promise.all(Array.from({ length: 8 }, publish));
      await eventually(() => sink.requests.length === 8);
      expect(new Set(sink.requests.map(({ headers }) => headers.authorization))).toEqual(
        new Set(['Bearer shared-token']),
      );
      expect(tokens.requests).toHaveLength(1);
      const [request] = tokens.requests;
      expect(request?.body.toString()).toBe('grant_type=client_credentials&scope=hooks');
      const basic = Buffer.from('client+id:s3cret%3A%26%3D').toString('base64');
      expect(request?.headers.authorization).toBe(`Basic ${basic}`);
    });

    it('may have the credentials in the form', async () => {
      await subscribe(oauth2({ clientAuth: 'body', audience: 'https://api.example' }));
      await publish();
      await eventually(() => sink.requests.length === 1);
      expect(Object.fromEntries(new URLSearchParams(tokens.requests[0]?.body.toString()))).toEqual({
        grant_type: 'client_credentials',
        scope: 'hooks',
        audience: 'https://api.example',
        client_id: 'client id',
        client_secret: 's3cret:&=',
      });
      expect(tokens.requests[0]?.headers.authorization).toBeUndefined();
    });

    it('is called once more with a fresh token after a 401, and not without end', async () => {
      sink.behave((request, response) =>
        response.writeHead(request.headers.authorization === 'Bearer token-1' ? 401 : 204).end(),
      );
      const id = await subscribe(oauth2());
      await publish();
      const [attempt] = await attemptsOf(id);
      expect(attempt?.status).toBe(204);
      expect(sink.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);

      sink.requests.length = 0;
      sink.behave((_request, response) => response.writeHead(401).end());
      await publish();
      await attemptsOf(id, 3);
      expect(sink.requests).toHaveLength(2);
      expect(issued).toBe(2);
    });

    it('whose token endpoint refuses has a failed attempt that says so, without the secret', async () => {
      tokens.behave((request, response) =>
        response
          .writeHead(401)
          .end(JSON.stringify({ error: 'invalid_client', error_description: request.headers.authorization })),
      );
      const id = await subscribe(oauth2());
      await publish();
      const attempts = await attemptsOf(id, 2);
      expect(attempts[0]?.error).toBe(
        'No access token: the token endpoint answered 401 (invalid_client), expected 200.',
      );
      expect(JSON.stringify(attempts)).not.toMatch(/s3cret|Y2xpZW50/);
      expect(sink.requests).toEqual([]);
      // The second attempt came so soon that it got the same answer.
      expect(tokens.requests).toHaveLength(1);
    });

    it.each([
      ['no token', '{}', /without an access_token/],
      ['what is no JSON', '<html>', /without an access_token/],
      ['a token with a line break', '{"access_token":"a\\r\\nx-evil: 1"}', /without an access_token/],
      ['a token of another type', '{"access_token":"abcdefgh","token_type":"mac"}', /not of the type Bearer/],
    ])('whose token endpoint gives %s is not called', async (_what, body, error) => {
      tokens.behave((_request, response) => response.writeHead(200).end(body));
      const id = await subscribe(oauth2());
      await publish();
      expect((await attemptsOf(id))[0]?.error).toMatch(error);
      expect(sink.requests).toEqual([]);
    });

    it('may not name a token endpoint that the egress guard refuses', async () => {
      const refused = await create(oauth2({ tokenUrl: 'http://169.254.169.254/token' }));
      expect([refused.status, refused.body]).toEqual([422, expect.objectContaining({ code: 'egress_refused' })]);
    });
  });

  describe('with certificates', () => {
    let server: Server;
    let url: string;
    let seen: { subject: string | undefined; authorized: boolean }[];
    const pem = (name: string): string => readFileSync(`test/sender/certificates/${name}.pem`, 'utf8');
    const keyOf = (name: string): string => pem(name).slice(0, pem(name).indexOf('-----BEGIN CERTIFICATE'));
    const certificateOf = (name: string): string => pem(name).slice(pem(name).indexOf('-----BEGIN CERTIFICATE'));

    beforeAll(async () => {
      seen = [];
      server = createTlsServer(
        {
          key: keyOf('server'),
          cert: certificateOf('server'),
          ca: pem('ca'),
          requestCert: true,
          rejectUnauthorized: false,
        },
        (request, response) => {
          const socket = request.socket as TLSSocket;
          seen.push({
            subject: socket.getPeerX509Certificate()?.subject,
            authorized: socket.authorized,
          });
          request.resume();
          response.writeHead(204).end();
        },
      );
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}/hooks`;
    });

    afterAll(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });

    beforeEach(() => {
      seen.length = 0;
    });

    it('is shown the certificate of the subscription, and trusted by the authority of the subscription', async () => {
      const auth = { type: 'mtls', certificate: certificateOf('client'), privateKey: keyOf('client'), ca: pem('ca') };
      const id = await subscribe(auth, { uri: url });
      await publish();
      await eventually(() => seen.length === 1);
      expect(seen).toEqual([{ subject: 'CN=kanca-client', authorized: true }]);
      const { body } = await hub.call<{ auth: unknown }>('GET', `/subscriptions/${id}`);
      expect(body.auth).toEqual({ type: 'mtls', hasCertificate: true, hasCa: true });
    });

    it('shares no connection with those of another subscription', async () => {
      await subscribe(
        { type: 'mtls', certificate: certificateOf('client'), privateKey: keyOf('client'), ca: pem('ca') },
        { uri: url },
      );
      await publish();
      await eventually(() => seen.length === 1);
      await hub.unsubscribeAll();
      await subscribe({ type: 'mtls', ca: pem('ca') }, { uri: url });
      await publish();
      await eventually(() => seen.length === 2);
      expect(seen[1]).toEqual({ subject: undefined, authorized: false });
    });

    it('is not called when its authority is not the one of the subscription', async () => {
      const id = await subscribe({ type: 'mtls', ca: pem('other-ca') }, { uri: url });
      await publish();
      expect((await attemptsOf(id))[0]?.error).toMatch(/TLS handshake/);
      expect(seen).toEqual([]);
    });

    it('is refused a key that is not that of the certificate', async () => {
      const refused = await create(
        { type: 'mtls', certificate: certificateOf('client'), privateKey: keyOf('server') },
        { uri: url },
      );
      expect([refused.status, refused.body.detail]).toEqual([
        400,
        'auth.privateKey: is not the key of the certificate',
      ]);
    });
  });
});
