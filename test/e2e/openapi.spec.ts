import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiOfHub } from '@kanca/hub';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string }[];
  readonly requestBody: { readonly content: Readonly<Record<string, object>> };
  readonly responses: object;
}

interface Document {
  readonly webhooks: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly servers: readonly { readonly url: string }[];
  readonly security: readonly object[];
  readonly components: { readonly schemas: Readonly<Record<string, object>>; readonly securitySchemes: object };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

describe('the management API', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub.close());

  it('says in its OpenAPI document where it is, and that each call may be answered with a problem', async () => {
    const { body } = await hub.call<Document>('GET', '/openapi.json');
    expect(body.servers.map(({ url }) => url)).toEqual(['/']);
    const operations = Object.values(body.paths).flatMap((path) => Object.values(path));
    expect(operations.length).toBeGreaterThan(50);
    for (const { responses } of operations)
      for (const status of ['4XX', '5XX'])
        expect(responses).toMatchObject({ [status]: { $ref: '#/components/responses/Problem' } });
  });

  it('has the OpenAPI document that is linted and that the client is made from, without a database', async () => {
    const { body } = await hub.call<Document>('GET', '/openapi.json');
    expect(body).toEqual(JSON.parse(JSON.stringify(openApiOfHub())));
  });

  it('has an OpenAPI document in which each operation has an id of its own', async () => {
    const { body } = await hub.call<Document>('GET', '/openapi.json');
    const operations = [...Object.values(body.paths), ...Object.values(body.webhooks)].flatMap(
      Object.values<Operation>,
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('says what the hub sends, by format: method, headers and body', async () => {
    const { body } = await hub.call<Document>('GET', '/openapi.json');
    const shown = Object.entries(body.webhooks).map(([format, methods]) => [format, Object.keys(methods)]);
    expect(shown).toEqual([
      ['standard', ['post']],
      ['cloudevents', ['post']],
      ['aspnet', ['post']],
      ['fastcomments', ['put', 'delete']],
      ['raw', ['post']],
    ]);
    const { post } = body.webhooks['standard'] ?? {};
    expect(post?.parameters.map(({ name }) => name)).toEqual([
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
      'user-agent',
      'traceparent',
      'kanca-hops',
    ]);
    expect(Object.keys(post?.requestBody.content ?? {})).toEqual(['application/json']);
    expect(Object.keys(post?.responses ?? {}).sort()).toEqual(['2XX', '410', '4XX', '5XX']);
  });

  it('has each schema once in its OpenAPI document, by a name that generated clients take', async () => {
    const { body } = await hub.call<Document>('GET', '/openapi.json');
    const text = JSON.stringify(body);
    const names = Object.keys(body.components.schemas);
    expect(names).toEqual(
      expect.arrayContaining([
        'Source',
        'Subscription',
        'CreateSubscriptionInput',
        'Delivery',
        'Attempt',
        'EventSummary',
      ]),
    );
    const used = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual([...names].sort());
    expect(text.includes('"$ref":"#/$defs/')).toBe(false);
    expect(text.length).toBeLessThan(300_000);
  });

  it('takes a key or a session for each call but those that begin a session or tell of the hub', async () => {
    const { body } = await hub.call<Document>('GET', '/openapi.json');
    expect(body.security).toEqual([{ key: [] }, { session: [] }]);
    expect(body.components.securitySchemes).toMatchObject({ key: { scheme: 'bearer' }, session: { in: 'cookie' } });
    expect(body.paths['/api/v1/sessions']?.['post']).toMatchObject({ security: [] });
    expect(body.paths['/api/v1/sessions']?.['get']).not.toHaveProperty('security');
  });

  it('refuses a header that is no text, with the place of the fault', async () => {
    const subscription = { uri: 'https://example.com/hooks', headers: { a: 1 } };
    const { status, body } = await hub.call<{ detail: string; problems: unknown }>(
      'POST',
      '/subscriptions',
      subscription,
    );
    expect([status, body.detail]).toEqual([400, 'headers.a has to be a text.']);
    expect(body.problems).toEqual([{ field: 'headers.a', problem: 'has to be a text' }]);
  });

  it.each(['constructor', '__proto__', 'prototype'])(
    'refuses a field called %s, and takes it in the data of an event',
    async (name) => {
      const member = `"${name}":{"name":"Ferrari"}`;
      const send = (path: string, text: string): Promise<Response> =>
        fetch(`${hub.url}/api/v1${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
          body: text,
        });
      const refused = await send('/keys', `{"name":"mine","scopes":["read"],${member}}`);
      expect(refused.status).toBe(400);
      expect(await refused.text()).toContain(`${name} is not known here`);
      const published = await send('/events', `{"type":"race.won","data":{${member},"laps":[{${member}}]}}`);
      expect(published.status).toBe(202);
      const { id } = (await published.json()) as { id: string };
      const raw = await fetch(`${hub.url}/api/v1/events/${id}/raw`, {
        headers: { authorization: `Bearer ${ADMIN_KEY}` },
      });
      expect(await raw.text()).toContain(`{${member},"laps":[{${member}}]}`);
    },
  );

  it('lists sources by provider and name, in any case', async () => {
    for (const source of [
      { provider: 'github' },
      { provider: 'github', id: 'Acme_1' },
      { provider: 'stripe', id: 'acme-1' },
    ])
      expect((await hub.call('POST', '/sources', source)).status).toBe(201);
    const found = async (query: string): Promise<string[]> => {
      const { body } = await hub.call<{ data: { provider: string; name: string | null }[] }>(
        'GET',
        `/sources?${query}`,
      );
      return body.data.map(({ provider, name }) => `${provider}/${String(name)}`);
    };
    expect(await found('provider=GitHub')).toEqual(['github/null', 'github/Acme_1']);
    expect(await found('name=acme_1')).toEqual(['github/Acme_1']);
    expect(await found('provider=github&name=default')).toEqual(['github/null']);
    expect(await found('provider=gitlab')).toEqual([]);
  });
});
