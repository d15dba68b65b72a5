import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

/** `ETag` and `If-Match`: two people who change one thing do not overwrite each other. */
describe('versions', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await startTestHub();
  });

  afterAll(() => hub.close());

  const call = async (
    method: string,
    path: string,
    { body, ifMatch }: { body?: unknown; ifMatch?: string } = {},
  ): Promise<{ status: number; code: string | undefined; etag: string }> => {
    const answer = await fetch(`${hub.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${ADMIN_KEY}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const { code } = (text === '' ? {} : JSON.parse(text)) as { code?: string };
    return { status: answer.status, code, etag: answer.headers.get('etag') ?? '' };
  };

  const made = async (path: string, body: object): Promise<string> =>
    (await hub.call<{ id: string }>('POST', path, body)).body.id;

  const things = [
    {
      name: 'a subscription',
      make: async () => `/subscriptions/${await made('/subscriptions', { uri: `${hub.url}/x`, filters: ['a.b'] })}`,
      method: 'PATCH',
      change: (n: number) => ({ description: `change ${String(n)}` }),
    },
    {
      name: 'a source',
      make: async () =>
        `/sources/${await made('/sources', { provider: 'github', secrets: ['a-secret-of-github-0001'], id: `v${String(Date.now())}` })}`,
      method: 'PATCH',
      change: (n: number) => ({ name: `changed-${String(n)}-${String(Date.now())}` }),
    },
    {
      name: 'an event type',
      make: async () => {
        const name = `versions.t${String(Date.now())}`;
        await hub.call('POST', '/event-types', { name });
        return `/event-types/${name}`;
      },
      method: 'PUT',
      change: (n: number) => ({ description: `change ${String(n)}` }),
    },
  ];

  it.each(things)('$name is changed by who saw its last version only', async ({ make, method, change }) => {
    const path = await make();
    const { etag } = await call('GET', path);
    expect(etag).toMatch(/^"[0-9a-z]+"$/);
    const first = await call(method, path, { body: change(1), ifMatch: etag });
    expect(first.status).toBe(200);
    expect(first.etag).not.toBe(etag);
    const second = await call(method, path, { body: change(2), ifMatch: etag });
    expect([second.status, second.code]).toEqual([412, 'precondition_failed']);
    expect((await call('GET', path)).etag).toBe(first.etag);
    expect((await call('DELETE', path, { ifMatch: etag })).status).toBe(412);
    expect((await call('DELETE', path, { ifMatch: first.etag })).status).toBe(204);
  });

  it.each(things)(
    'one of ten who change $name at once, with the same version, does',
    async ({ make, method, change }) => {
      const path = await make();
      const { etag } = await call('GET', path);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => call(method, path, { body: change(index), ifMatch: etag })),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
    },
  );

  it.each(things)('$name is changed as before by who names no version, or any', async ({ make, method, change }) => {
    const path = await make();
    expect((await call(method, path, { body: change(1) })).status).toBe(200);
    expect((await call(method, path, { body: change(2), ifMatch: '*' })).status).toBe(200);
  });

  it('says what is wrong with an If-Match that is no version', async () => {
    const path = await (things[0]?.make() ?? Promise.reject(new Error('none')));
    const { status, code } = await call('PATCH', path, { body: { description: 'x' }, ifMatch: 'yesterday' });
    expect([status, code]).toEqual([400, 'invalid_request']);
  });
});
