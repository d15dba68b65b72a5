import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Browser } from '../support/browser.js';
import { runKanca } from '../support/kanca.js';
import { ADMIN_KEY, callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface Change {
  readonly seq: number;
  readonly actor: { readonly kind: string; readonly id: string; readonly name: string };
  readonly tenant: string | null;
  readonly address: string;
  readonly requestId: string;
  readonly action: string;
  readonly resource: string;
  readonly status: number | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** `GET /audit`: who changed what. */
describe('the audit', () => {
  let hub: TestHub;
  let client: Client;

  beforeAll(async () => {
    hub = await startTestHub();
    client = new Client({ connectionString: hub.database.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await hub.close();
  });

  const changes = async (query = '', key = ADMIN_KEY): Promise<readonly Change[]> =>
    (await callApi<{ data: Change[] }>(hub.url, 'GET', `/audit?${query}`, undefined, key)).body.data;
  const verdict = async (): Promise<{ ok: boolean; records: number; problem: string | null }> =>
    (await hub.call<{ ok: boolean; records: number; problem: string | null }>('GET', '/audit/verify')).body;
  const subscribe = (more: object = {}): ReturnType<typeof hub.call<{ id: string; secret: string }>> =>
    hub.call<{ id: string; secret: string }>('POST', '/subscriptions', {
      uri: `${hub.url}/x`,
      filters: ['a.b'],
      ...more,
    });

  it('names the user behind a session, and the address that trusted proxies tell', async () => {
    const behind = await startTestHub({ env: { KANCA_TRUSTED_PROXIES: '127.0.0.1' } });
    try {
      const user = { email: 'ada@example.com', name: 'Ada', role: 'owner', password: 'correct horse battery' };
      const { id } = (await behind.call<{ id: string }>('POST', '/users', user)).body;
      const browser = new Browser(behind.url, { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' });
      const { email, password } = user;
      await browser.call('POST', '/sessions', { body: { email, password }, headers: { origin: undefined } });
      const headers = { origin: undefined };
      expect(await browser.status('PATCH', `/users/${id}`, { body: { name: 'Ada L.' }, headers })).toBe(200);
      const { data } = (await behind.call<{ data: readonly Change[] }>('GET', '/audit')).body;
      expect(data[0]).toMatchObject({
        actor: { kind: 'user', id, name: 'Ada' },
        address: '203.0.113.7',
        action: 'PATCH /users/:id',
        before: { name: 'Ada' },
        after: { name: 'Ada L.' },
      });
      expect(JSON.stringify(data)).not.toContain(password);
    } finally {
      await behind.close();
    }
  });

  it('has each change with who made it, what was before and what is after', async () => {
    const { body } = await subscribe();
    const changed = await hub.call('PATCH', `/subscriptions/${body.id}`, { filters: ['c.d'] });
    await hub.call('DELETE', `/subscriptions/${body.id}`);
    const [removed, patched, made] = await changes(`resource=/subscriptions`);
    expect(made).toMatchObject({
      actor: { kind: 'key', name: 'KANCA_ADMIN_KEY' },
      address: '127.0.0.1',
      action: 'POST /subscriptions',
      status: 201,
      before: null,
      after: { id: body.id, filters: ['a.b'] },
    });
    expect(patched).toMatchObject({
      action: 'PATCH /subscriptions/:id',
      resource: `/subscriptions/${body.id}`,
      requestId: changed.headers.get('x-request-id'),
      tenant: 'default',
      before: { filters: ['a.b'] },
      after: { filters: ['c.d'] },
    });
    expect(removed).toMatchObject({ action: 'DELETE /subscriptions/:id', before: { filters: ['c.d'] }, after: null });
  });

  it('has who signed in, and not who failed to', async () => {
    const sign = (body: object): Promise<Response> =>
      fetch(`${hub.url}/api/v1/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-kanca-csrf': '1' },
        body: JSON.stringify(body),
      });
    const before = (await changes('limit=1'))[0]?.seq;
    expect((await sign({ key: 'kanca_none' })).status).toBe(401);
    expect((await changes('limit=1'))[0]?.seq).toBe(before);
    const answer = await sign({ key: ADMIN_KEY });
    expect(answer.status).toBe(201);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';', 1)[0]?.split('=')[1] ?? 'none';
    const [signedIn] = await changes('limit=1');
    expect(signedIn).toMatchObject({
      actor: { kind: 'key', name: 'KANCA_ADMIN_KEY' },
      action: 'POST /sessions',
      status: 201,
      address: '127.0.0.1',
    });
    expect(JSON.stringify(signedIn)).not.toContain(cookie);
  });

  it('is written into by a tenant for itself only, whatever tenant its request names', async () => {
    const scopes = ['admin'];
    const acme = (await hub.call<{ key: string }>('POST', '/keys', { name: 'a', scopes, tenant: 'acme-2' })).body.key;
    const other = (await hub.call<{ key: string }>('POST', '/keys', { name: 'b', scopes, tenant: 'other' })).body.key;
    const known = (await changes('', other)).length;
    const subscription = { uri: `${hub.url}/x`, filters: ['a.b'], tenant: 'other' };
    expect((await callApi(hub.url, 'POST', '/subscriptions', subscription, acme)).status).toBe(403);
    expect(await changes('', other)).toHaveLength(known);
    expect((await changes('limit=1', acme))[0]).toMatchObject({ tenant: 'acme-2', status: 403 });
  });

  it('has the key that was revoked, by its name', async () => {
    const { body } = await hub.call<{ id: string }>('POST', '/keys', { name: 'of the shop', scopes: ['read'] });
    await hub.call('DELETE', `/keys/${body.id}`);
    const [revoked, made] = await changes('resource=/keys');
    expect(revoked).toMatchObject({ action: 'DELETE /keys/:id', before: { name: 'of the shop' }, after: null });
    expect(made).toMatchObject({ action: 'POST /keys', after: { id: body.id, name: 'of the shop' } });
  });

  it('has what was refused, too, with its status', async () => {
    await hub.call('PATCH', '/subscriptions/sub_00000000000000000000000000', { filters: ['x'] });
    const [latest] = await changes();
    expect(latest).toMatchObject({ status: 404, before: null, after: null });
  });

  it('has no secret: not of a subscription, a source or a key', async () => {
    const { body } = await subscribe({ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' });
    await hub.call('POST', `/subscriptions/${body.id}/rotate-secret`);
    await hub.call('POST', '/sources', { provider: 'github', secrets: ['a-secret-of-github-0001'] });
    const { body: made } = await hub.call<{ key: string }>('POST', '/keys', { name: 'k', scopes: ['read'] });
    const { rows } = await client.query<{ text: string }>(`SELECT string_agg(a::text, ' ') AS text FROM kanca.audit a`);
    for (const secret of ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'a-secret-of-github-0001', made.key, body.secret])
      expect(rows[0]?.text).not.toContain(secret);
    expect(rows[0]?.text).toContain('POST /keys');
  });

  it('leaves out what brings and takes events, and what only reads', async () => {
    const before = (await changes('limit=1'))[0]?.seq;
    await hub.call('POST', '/events', { type: 'a.b', data: 1 });
    await hub.call('GET', '/subscriptions');
    expect((await changes('limit=1'))[0]?.seq).toBe(before);
  });

  it('shows a tenant what concerns it, and nothing else', async () => {
    const bound = (await hub.call<{ key: string }>('POST', '/keys', { name: 'a', scopes: ['admin'], tenant: 'acme' }))
      .body;
    const { body } = await subscribe({ tenant: 'acme' });
    await subscribe();
    const seen = await changes('', bound.key);
    expect(new Set(seen.map(({ tenant }) => tenant))).toEqual(new Set(['acme']));
    expect(seen.map(({ after }) => after?.['id'])).toContain(body.id);
    expect((await callApi(hub.url, 'GET', '/audit/verify', undefined, bound.key)).status).toBe(403);
    const exported = await fetch(`${hub.url}/api/v1/audit/export`, {
      headers: { authorization: `Bearer ${bound.key}` },
    });
    for (const line of (await exported.text()).trim().split('\n'))
      expect(JSON.parse(line)).toHaveProperty('tenant', 'acme');
  });

  it('needs the scope admin', async () => {
    const { body } = await hub.call<{ key: string }>('POST', '/keys', { name: 'm', scopes: ['manage', 'read'] });
    for (const path of ['/audit', '/audit/export', '/audit/verify'])
      expect((await callApi(hub.url, 'GET', path, undefined, body.key)).status).toBe(403);
  });

  it('goes page by page, and filters', async () => {
    const all = await changes('limit=200');
    const first = await hub.call<{ data: Change[]; nextCursor: string }>('GET', '/audit?limit=3');
    const second = await hub.call<{ data: Change[] }>('GET', `/audit?limit=3&cursor=${first.body.nextCursor}`);
    expect([...first.body.data, ...second.body.data].map(({ seq }) => seq)).toEqual(
      all.slice(0, 6).map(({ seq }) => seq),
    );
    expect((await changes('action=DELETE')).every(({ action }) => action.startsWith('DELETE'))).toBe(true);
    expect(await changes('until=2020-01-01T00:00:00Z')).toEqual([]);
    expect(await changes('actor=key_00000000000000000000000000')).toEqual([]);
  });

  it('is exported as JSON lines that chain', async () => {
    const answer = await fetch(`${hub.url}/api/v1/audit/export`, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
    const lines = (await answer.text()).trim().split('\n');
    const records = lines.map((line) => JSON.parse(line) as { seq: number; previous: string; hash: string });
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    records.slice(1).forEach((record, index) => {
      expect(record.previous).toBe(records[index]?.hash);
    });
  });

  it('holds together while many change something at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => subscribe()));
    expect(await verdict()).toMatchObject({ ok: true, problem: null });
  });

  describe('that somebody tampers with in the database', () => {
    const within = async (sql: string, check: () => Promise<void>): Promise<void> => {
      // The change is undone afterwards, whatever it was.
      await client.query('CREATE TABLE audit_kept AS SELECT * FROM kanca.audit');
      await client.query('CREATE TABLE head_kept AS SELECT * FROM kanca.audit_head');
      try {
        await client.query(sql);
        await check();
      } finally {
        await client.query(`
          TRUNCATE kanca.audit; INSERT INTO kanca.audit SELECT * FROM audit_kept;
          TRUNCATE kanca.audit_head; INSERT INTO kanca.audit_head SELECT * FROM head_kept;
          DROP TABLE audit_kept, head_kept`);
      }
    };

    it.each([
      ['changes a record', `UPDATE kanca.audit SET actor_name = 'somebody else' WHERE seq = 3`, 'record 3 was changed'],
      ['takes one out', `DELETE FROM kanca.audit WHERE seq = 3`, 'record 3 is missing'],
      ['takes the first one out', `DELETE FROM kanca.audit WHERE seq = 1`, 'record 1 is missing'],
      ['cuts the last ones off', `DELETE FROM kanca.audit WHERE seq > 3`, 'the records after 3 are missing'],
      [
        'cuts the last ones off, and says so in the head',
        `DELETE FROM kanca.audit WHERE seq > 3;
         UPDATE kanca.audit_head SET seq = 3, hash = (SELECT hash FROM kanca.audit WHERE seq = 3)`,
        'the last records were cut off',
      ],
      [
        'takes all of them out, and the seal',
        `DELETE FROM kanca.audit; UPDATE kanca.audit_head SET seq = 1, hash = decode(repeat('00', 32), 'hex'), sealed = NULL`,
        'the records after 0 are missing',
      ],
    ])('finds out who %s', async (_, sql, problem) => {
      await within(sql, async () => {
        const found = await verdict();
        expect(found.ok).toBe(false);
        expect(found.problem).toContain(problem);
        const told = await runKanca(hub.url, 'audit', 'verify');
        expect(told).toMatchObject({ code: 1, stderr: expect.stringContaining(problem) as unknown });
      });
      expect(await verdict()).toMatchObject({ ok: true });
    });
  });

  it('changes nothing that it could not write down', async () => {
    await client.query('ALTER TABLE kanca.audit_head RENAME TO head_elsewhere');
    try {
      const { status } = await subscribe({ key: 'unwritten' });
      expect(status).toBeGreaterThanOrEqual(500);
      const { body } = await hub.call<{ data: unknown[] }>('GET', '/subscriptions?key=unwritten');
      expect(body.data).toEqual([]);
    } finally {
      await client.query('ALTER TABLE kanca.head_elsewhere RENAME TO audit_head');
    }
  });

  it('is told by the command', async () => {
    const listed = await runKanca(hub.url, 'audit', 'ls', '--action', 'POST /keys');
    expect(listed.stdout).toContain('POST /keys');
    expect(await runKanca(hub.url, 'audit', 'verify')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^All \d+ records are there/) as unknown,
    });
  });
});
