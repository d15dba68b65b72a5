import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EchoCheck } from '@kanca/sender/management';
import { eventually } from '@kanca/testing';
import { startSink, type Sink, type SunkRequest } from '../support/sink.js';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

interface Registration {
  readonly Id: string;
  readonly WebHookUri: string;
  readonly Secret: string | null;
  readonly Description: string | null;
  readonly IsPaused: boolean;
  readonly Filters: readonly string[];
  readonly Headers: Readonly<Record<string, string>>;
  readonly Properties: Readonly<Record<string, unknown>>;
}

interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

interface Refusal {
  readonly Message: string;
  readonly code: string;
}

/** As the receiver of ASP.NET WebHooks answers: GET gives the echo as plain text, POST is accepted. */
function aspnetReceiver({ method, url }: SunkRequest, response: ServerResponse): void {
  const echo = new URL(url, 'http://localhost').searchParams.get('echo');
  if (method !== 'GET') response.writeHead(200).end();
  else if (echo === null) response.writeHead(400).end();
  else response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(echo);
}

describe('the registrations API of ASP.NET WebHooks', () => {
  let hub: TestHub;
  let sink: Sink;

  beforeAll(async () => {
    hub = await startTestHub();
    sink = await startSink();
    await hub.call('PUT', '/event-types/invoice.paid', { description: 'An invoice was paid.' });
    await hub.call('PUT', '/event-types/invoice.sent', {});
  });
  afterAll(async () => {
    await hub.close();
    await sink.close();
  });
  beforeEach(() => {
    sink.requests.length = 0;
    sink.behave(aspnetReceiver);
  });

  const call = async <T>(method: string, path: string, body?: unknown, key = ADMIN_KEY): Promise<Answer<T>> => {
    const response = await fetch(`${hub.url}/api/webhooks/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T, headers: response.headers };
  };
  const register = <T = Registration>(more: object = {}, key?: string) =>
    call<T>('POST', 'registrations', { WebHookUri: sink.url, ...more }, key);
  const keyOf = async (tenant: string): Promise<string> =>
    (await hub.call<{ key: string }>('POST', '/keys', { name: tenant, scopes: ['manage'], tenant })).body.key;

  it('lists the filters there are', async () => {
    const { status, body } = await call('GET', 'filters');
    expect(status).toBe(200);
    expect(body).toEqual([
      { Name: '*', Description: 'Listen in on all events.' },
      { Name: 'invoice.paid', Description: 'An invoice was paid.' },
      { Name: 'invoice.sent', Description: '' },
    ]);
  });

  it('registers an address that gives the echo, with 201 and where it is, and shows the secret this once', async () => {
    const { status, body, headers } = await register({ Description: 'Mine', Properties: { p1: 'pv1' } });
    expect(status).toBe(201);
    expect(body).toEqual({
      Id: expect.stringMatching(/^sub_/) as unknown,
      WebHookUri: sink.url,
      Secret: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      Description: 'Mine',
      IsPaused: false,
      Filters: ['*'],
      Headers: {},
      Properties: { p1: 'pv1' },
    });
    expect(headers.get('location')).toBe(`/api/webhooks/registrations/${body.Id}`);
    expect(sink.requests.map(({ method }) => method)).toEqual(['GET']);
    const shown = await call<Registration>('GET', `registrations/${body.Id}`);
    expect(shown).toMatchObject({ status: 200, body: { ...body, Secret: null } });
    const { body: subscription } = await hub.call('GET', `/subscriptions/${body.Id}`);
    expect(subscription).toMatchObject({ format: 'aspnet', verification: { state: 'verified', method: 'echo' } });
  });

  it('notifies in the format of ASP.NET WebHooks, signed with the secret that was given', async () => {
    const secret = '123456789012345678901234567890123456789012345678';
    const WebHookUri = `${sink.url}/signed`;
    const { body } = await register({
      WebHookUri,
      Secret: secret,
      Filters: ['invoice.paid'],
      Properties: { p1: 'pv1' },
    });
    expect(body.Secret).toBe(secret);
    await hub.call('POST', '/events', { type: 'invoice.paid', data: { d1: 'dv1' } });
    const isNotified = ({ method, url }: SunkRequest): boolean => method === 'POST' && url.endsWith('/signed');
    await eventually(() => Promise.resolve(sink.requests.some(isNotified)));
    const request = sink.requests.find(isNotified);
    const digest = createHmac('sha256', secret)
      .update(request?.body ?? '')
      .digest('hex')
      .toUpperCase();
    expect(request?.headers['ms-signature']).toBe(`sha256=${digest}`);
    expect(JSON.parse(request?.body.toString() ?? '')).toMatchObject({
      Attempt: 1,
      Properties: { p1: 'pv1' },
      Notifications: [{ Action: 'invoice.paid', d1: 'dv1' }],
    });
  });

  it('is found in any case, as routes of ASP.NET are', async () => {
    expect((await call('GET', 'Filters')).status).toBe(200);
    expect((await call('GET', 'REGISTRATIONS')).status).toBe(200);
  });

  it('reads names in any case, and gives ids of its own', async () => {
    const body = { webhookuri: sink.url, ID: 'mine', filters: ['INVOICE.PAID', 'invoice.paid'], isPaused: true };
    const answer = await call<Registration>('POST', 'registrations', body);
    expect(answer).toMatchObject({ status: 201, body: { Filters: ['invoice.paid'], IsPaused: true } });
    expect(answer.body.Id).not.toBe('mine');
  });

  it.each([
    ['no body', undefined, 'The WebHookUri field is required.'],
    ['null', null, 'The WebHookUri field is required.'],
    ['a list', [1], 'has to be a JSON object'],
    ['no address', { Filters: ['*'] }, 'The WebHookUri field is required.'],
    ['an address of another kind', { WebHookUri: 'ftp://example.com' }, "scheme of either 'http' or 'https'"],
    ['an address that may not be called', { WebHookUri: 'http://169.254.169.254/' }, '169.254.169.254'],
    ['a short secret', { WebHookUri: 'https://example.com', Secret: 'short' }, 'between 32 and 64 characters'],
    [
      'an unknown filter',
      { WebHookUri: 'https://example.com', Filters: ['nobody'] },
      "The following filters are not valid: 'nobody'.",
    ],
    ['a header that is ours', { WebHookUri: 'https://example.com', Headers: { 'ms-signature': 'x' } }, 'ms-signature'],
  ])('answers 400 to %s', async (_what, body, sentence) => {
    const answer = await call<Refusal>('POST', 'registrations', body);
    expect(answer.status).toBe(400);
    expect(answer.body.Message).toMatch(/^Could not register WebHook due to error: /);
    expect(answer.body.Message).toContain(sentence);
    expect(answer.headers.get('content-type')).toContain('application/json');
  });

  it('takes patterns, and the events of providers', async () => {
    const Filters = ['invoice.*', 'github.push', '!invoice.sent'];
    expect((await register({ Filters })).body.Filters).toEqual(Filters);
  });

  it('registers nothing when the echo is wrong, and asks for none when the address says noecho', async () => {
    const before = (await call<unknown[]>('GET', 'registrations')).body.length;
    sink.behave((_request, response) => response.writeHead(200).end('something else'));
    const refused = await register<Refusal>();
    expect(refused.status).toBe(400);
    expect(refused.body.Message).toContain('WebHook verification failed.');
    expect((await call<unknown[]>('GET', 'registrations')).body).toHaveLength(before);
    const quiet = await register({ WebHookUri: `${sink.url}?NoEcho&a=b` });
    expect({ status: quiet.status, paused: quiet.body.IsPaused }).toEqual({ status: 201, paused: false });
  });

  it('keeps the query of an address when it asks for the echo', async () => {
    await register({ WebHookUri: `${sink.url}?code=a%2Fb` });
    expect(sink.requests[0]?.url).toMatch(/\?code=a%2Fb&echo=[0-9a-f]{32}$/);
  });

  it('changes a registration, with 200, and keeps the secret that it does not show', async () => {
    const { body } = await register({ Secret: 's'.repeat(40), Headers: { 'x-team': 'a' } });
    const { body: read } = await call<Registration>('GET', `registrations/${body.Id}`);
    const put = await call('PUT', `registrations/${body.Id}`, { ...read, IsPaused: true, Filters: ['invoice.sent'] });
    expect({ status: put.status, body: put.body }).toEqual({ status: 200, body: null });
    const { body: after } = await call<Registration>('GET', `registrations/${body.Id}`);
    expect(after).toEqual({ ...read, IsPaused: true, Filters: ['invoice.sent'] });
    await call('PUT', `registrations/${body.Id}`, { ...after, IsPaused: false });
    await hub.call('POST', '/events', { type: 'invoice.sent', data: {} });
    const isNotified = ({ method, headers }: SunkRequest): boolean => method === 'POST' && headers['x-team'] === 'a';
    await eventually(() => Promise.resolve(sink.requests.some(isNotified)));
    const request = sink.requests.find(isNotified);
    const digest = createHmac('sha256', 's'.repeat(40))
      .update(request?.body ?? '')
      .digest('hex');
    expect(request?.headers['ms-signature']).toBe(`sha256=${digest.toUpperCase()}`);
  });

  it('signs with a new secret from the change on, and with no other', async () => {
    const WebHookUri = `${sink.url}/rotated`;
    const { body } = await register({ WebHookUri, Filters: ['invoice.paid'], Secret: 'a'.repeat(40) });
    const put = await call('PUT', `registrations/${body.Id}`, { ...body, Secret: 'b'.repeat(40) });
    expect(put.status).toBe(200);
    await hub.call('POST', '/events', { type: 'invoice.paid', data: {} });
    const isNotified = ({ method, url }: SunkRequest): boolean => method === 'POST' && url.endsWith('/rotated');
    await eventually(() => Promise.resolve(sink.requests.some(isNotified)));
    const request = sink.requests.find(isNotified);
    const digest = createHmac('sha256', 'b'.repeat(40))
      .update(request?.body ?? '')
      .digest('hex');
    expect(request?.headers['ms-signature']).toBe(`sha256=${digest.toUpperCase()}`);
  });

  it('refuses a body whose Id is not that of the URL, whether or not there is such a registration', async () => {
    const body = { Id: 'another', WebHookUri: sink.url, Filters: ['*'] };
    const answer = await call<Refusal>('PUT', 'registrations/unknown', body);
    expect(answer.status).toBe(400);
    expect(answer.body.Message).toContain('Id');
    expect((await call('PUT', 'registrations/unknown', { ...body, Id: 'unknown' })).status).toBe(404);
  });

  it('is described in the OpenAPI document', async () => {
    const { body } = await hub.call<{ paths: Record<string, object> }>('GET', '/openapi.json');
    expect(Object.keys(body.paths['/api/webhooks/registrations'] ?? {}).sort()).toEqual(['delete', 'get', 'post']);
    expect(Object.keys(body.paths['/api/v1/event-types/{name}'] ?? {}).sort()).toEqual(['delete', 'get', 'put']);
  });

  it('refuses a change with another id, or to an address that gives no echo', async () => {
    const { body } = await register();
    expect((await call('PUT', `registrations/${body.Id}`, { ...body, Id: 'other' })).status).toBe(400);
    sink.behave((_request, response) => response.writeHead(404).end());
    const moved = { ...body, WebHookUri: `${sink.url}/moved` };
    expect((await call('PUT', `registrations/${body.Id}`, moved)).status).toBe(400);
    expect((await call<Registration>('GET', `registrations/${body.Id}`)).body.WebHookUri).toBe(sink.url);
    expect((await call('PUT', 'registrations/sub_0', { ...body, Id: 'sub_0' })).status).toBe(404);
  });

  it('never takes a mask for the value of a header', async () => {
    const { body } = await register({ Headers: { 'x-api-key': 'hush', 'x-team': 'a' } });
    const { body: read } = await call<Registration>('GET', `registrations/${body.Id}`);
    expect(read.Headers['x-api-key']).not.toBe('hush');
    expect((await call('PUT', `registrations/${body.Id}`, read)).status).toBe(200);
    expect(sink.requests.at(-1)?.headers['x-api-key']).toBe('hush');
    const half = { ...read, Headers: { ...read.Headers, 'x-team': 'b' } };
    const refused = await call<Refusal>('PUT', `registrations/${body.Id}`, half);
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.body.Message).toContain('x-api-key is not shown');
  });

  it('never sends the headers that it keeps to another origin, neither with the echo nor after it', async () => {
    const { body } = await register({ Headers: { Authorization: 'Bearer hush-0123', 'x-team': 'a' } });
    const { body: read } = await call<Registration>('GET', `registrations/${body.Id}`);
    sink.requests.length = 0;
    const elsewhere = sink.url.replace('127.0.0.1', 'localhost');
    const refused = await call<Refusal>('PUT', `registrations/${body.Id}`, { ...read, WebHookUri: elsewhere });
    expect(refused.status).toBe(400);
    expect(refused.body.Message).toMatch(/Authorization was given for http.*: give it again with the new WebHookUri/);
    expect(sink.requests).toEqual([]);
    const Headers = { ...read.Headers, Authorization: 'Bearer new-0123' };
    const moved = await call('PUT', `registrations/${body.Id}`, { ...read, WebHookUri: elsewhere, Headers });
    expect(moved.status).toBe(200);
    expect(new Set(sink.requests.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer new-0123']));
  });

  it('asks another origin for the echo without the headers that name credentials', async () => {
    const { body } = await register({ Headers: { Authorization: 'Bearer hush-0123', 'x-team': 'a' } });
    const elsewhere = sink.url.replace('127.0.0.1', 'localhost');
    sink.requests.length = 0;
    const question = { tenant: 'default', subscription: body.Id, uri: elsewhere };
    expect((await hub.hub.app.get(EchoCheck, { strict: false }).ask(question)).passed).toBe(true);
    expect(sink.requests.map(({ headers }) => [headers.authorization, headers['x-team']])).toEqual([[undefined, 'a']]);
  });

  it('removes one, with 200 and then 404, and all of a tenant, and nothing else', async () => {
    const [ours, theirs] = [await keyOf('acme'), await keyOf('globex')];
    const { body: first } = await register({ WebHookUri: `${sink.url}?noecho` }, ours);
    await register({ WebHookUri: `${sink.url}?noecho` }, ours);
    const { body: other } = await register({ WebHookUri: `${sink.url}?noecho` }, theirs);
    const { body: plain } = await hub.call<{ id: string }>('POST', '/subscriptions', { uri: sink.url, tenant: 'acme' });
    expect((await call('GET', `registrations/${other.Id}`, undefined, ours)).status).toBe(404);
    expect((await call('GET', `registrations/${plain.id}`, undefined, ours)).status).toBe(404);
    expect((await call('DELETE', `registrations/${first.Id}`, undefined, theirs)).status).toBe(404);
    expect((await call('DELETE', `registrations/${first.Id}`, undefined, ours)).status).toBe(200);
    expect((await call('DELETE', `registrations/${first.Id}`, undefined, ours)).status).toBe(404);
    expect((await call('DELETE', 'registrations', undefined, ours)).status).toBe(200);
    expect((await call('GET', 'registrations', undefined, ours)).body).toEqual([]);
    expect((await call<unknown[]>('GET', 'registrations', undefined, theirs)).body).toHaveLength(1);
    expect((await hub.call('GET', `/subscriptions/${plain.id}`)).status).toBe(200);
  });

  it('needs a key', async () => {
    expect((await call('GET', 'registrations', undefined, 'wrong')).status).toBe(401);
    expect((await call('POST', 'registrations', { WebHookUri: sink.url }, 'wrong')).status).toBe(401);
  });
});
