import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes, scryptSync } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Browser } from '../support/browser.js';
import { ADMIN_KEY, callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface User {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly lastSignInAt: string | null;
}

interface Session {
  readonly id: string;
  readonly actor: { readonly kind: string; readonly id: string; readonly name: string };
  readonly isCurrent?: boolean;
}

const PASSWORD = 'correct horse battery';

describe('sign-in', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub.close());

  let made = 0;
  const makeUser = async (more: object = {}): Promise<User> => {
    made += 1;
    const user = { email: `user${String(made)}@example.com`, role: 'owner', password: PASSWORD, ...more };
    const { status, body } = await hub.call<User>('POST', '/users', user);
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };

  const signIn = async ({ email }: Pick<User, 'email'>, password = PASSWORD, url = hub.url): Promise<Browser> => {
    const browser = new Browser(url);
    const { status, body } = await browser.call('POST', '/sessions', { body: { email, password } });
    expect([status, body]).toEqual([201, expect.anything()]);
    return browser;
  };

  it('welcomes the first person with the token that the start printed, once', async () => {
    const fresh = await startTestHub();
    try {
      const browser = new Browser(fresh.url);
      expect((await browser.call('GET', '/auth')).body).toEqual({
        password: true,
        key: true,
        oidc: null,
        needsFirstUser: true,
      });
      const { welcomeToken } = fresh.hub;
      expect(welcomeToken).toMatch(/^[\w-]{43}$/);
      const person = { token: welcomeToken, email: 'Ada@Example.com', name: 'Ada', password: PASSWORD };
      const wrong = await browser.call('POST', '/welcome', {
        body: { ...person, token: randomBytes(32).toString('base64url') },
      });
      expect(wrong.status).toBe(401);
      const weak = await browser.call('POST', '/welcome', { body: { ...person, password: 'password' } });
      expect(weak).toMatchObject({ status: 400, body: { problems: [{ field: 'password' }] } });
      const { status, body } = await browser.call('POST', '/welcome', { body: person });
      expect([status, body]).toMatchObject([
        201,
        { actor: { kind: 'user', name: 'Ada' }, email: 'ada@example.com', role: 'owner', tenant: null },
      ]);
      expect(await browser.status('GET', '/keys')).toBe(200);
      expect((await browser.call('GET', '/auth')).body).toMatchObject({ needsFirstUser: false });
      expect(await browser.status('POST', '/welcome', { body: { ...person, email: 'eve@example.com' } })).toBe(401);
    } finally {
      await fresh.close();
    }
  });

  it('welcomes nobody after 15 minutes, and nobody as soon as there is a user', async () => {
    const fresh = await startTestHub();
    try {
      const token = fresh.hub.welcomeToken;
      const person = { token, email: 'late@example.com', password: PASSWORD };
      const browser = new Browser(fresh.url);
      await fresh.hub.app
        .get(DataSource)
        .query(`UPDATE kanca.welcome_tokens SET ends_at = now() - interval '1 second'`);
      expect(await browser.status('POST', '/welcome', { body: person })).toBe(401);
      await fresh.hub.app
        .get(DataSource)
        .query(`UPDATE kanca.welcome_tokens SET ends_at = now() + interval '1 minute'`);
      await fresh.call('POST', '/users', { email: 'first@example.com', role: 'owner', password: PASSWORD });
      expect(await browser.status('POST', '/welcome', { body: person })).toBe(409);
    } finally {
      await fresh.close();
    }
  });

  it('signs in with e-mail and password, in any capitals, and says who is there', async () => {
    const user = await makeUser({ name: 'Grace' });
    const browser = await signIn({ email: user.email.toUpperCase() });
    const { body } = await browser.call<Session>('GET', '/sessions/current');
    expect(body).toMatchObject({
      actor: { kind: 'user', id: user.id, name: 'Grace' },
      email: user.email,
      role: 'owner',
      scopes: ['admin'],
      tenant: null,
      method: 'password',
      address: '127.0.0.1',
    });
    expect((await browser.call('GET', '/whoami')).body).toMatchObject({ actor: { kind: 'user', id: user.id } });
    const { data } = (await hub.call<{ data: readonly User[] }>('GET', '/users')).body;
    expect(data.find(({ id }) => id === user.id)?.lastSignInAt).toEqual(expect.any(String));
  });

  it('shows no password and no hash of one in any answer', async () => {
    const user = await makeUser();
    const browser = await signIn(user);
    for (const path of ['/users', `/users/${user.id}`, '/sessions', '/sessions/current']) {
      const text = JSON.stringify((await browser.call('GET', path)).body);
      expect(text).not.toMatch(/scrypt|passwordHash/);
      expect(text).not.toContain(PASSWORD);
    }
  });

  it('signs in with an API key, with its scopes and its tenant; the session ends with the key', async () => {
    const { body: key } = await hub.call<{ id: string; key: string }>('POST', '/keys', {
      name: 'console',
      scopes: ['read'],
      tenant: 'acme',
    });
    const browser = new Browser(hub.url);
    const { body } = await browser.call('POST', '/sessions', { body: { key: key.key } });
    expect(body).toMatchObject({
      actor: { kind: 'key', id: key.id, name: 'console' },
      scopes: ['read'],
      tenant: 'acme',
      email: null,
    });
    expect(await browser.status('GET', '/events')).toBe(200);
    expect(await browser.status('GET', '/keys')).toBe(403);
    await hub.call('DELETE', `/keys/${key.id}`);
    await elapsed(600);
    expect(await browser.status('GET', '/events')).toBe(401);
  });

  it.each([
    ['owner', [200, 202, 200]],
    ['operator', [200, 202, 403]],
    ['viewer', [200, 403, 403]],
  ])('lets an %s look, publish and list users: %j', async (role, statuses) => {
    const browser = await signIn(await makeUser({ role }));
    expect([
      await browser.status('GET', '/events'),
      await browser.status('POST', '/events', { body: { type: 'a.b', data: 1 } }),
      await browser.status('GET', '/users'),
    ]).toEqual(statuses);
  });

  it('keeps a user of a tenant to it: their users and keys, and nobody else', async () => {
    const other = await makeUser({ tenant: 'globex' });
    const browser = await signIn(await makeUser({ tenant: 'acme' }));
    expect((await browser.call<{ data: readonly User[] }>('GET', '/users')).body.data).toHaveLength(1);
    for (const [method, body] of [['GET'], ['PATCH', { role: 'viewer' }], ['DELETE']] as const)
      expect(await browser.status(method, `/users/${other.id}`, { body })).toBe(404);
    const outside = { email: 'mole@example.com', role: 'owner', password: PASSWORD, tenant: 'globex' };
    expect(await browser.status('POST', '/users', { body: outside })).toBe(403);
    const inside = await browser.call('POST', '/users', { body: { ...outside, tenant: undefined } });
    expect(inside).toMatchObject({ status: 201, body: { tenant: 'acme' } });
    const key = await browser.call('POST', '/keys', { body: { name: 'k', scopes: ['admin'] } });
    expect(key).toMatchObject({ status: 201, body: { tenant: 'acme' } });
  });

  it('refuses a second user with the same address, and passwords that are tried first', async () => {
    const { email } = await makeUser();
    expect((await hub.call('POST', '/users', { email: email.toUpperCase(), role: 'viewer' })).status).toBe(409);
    for (const password of ['short', 'Password123', 'aaaaaaaaaaaa', 'new@example.com', 'é'.repeat(600)]) {
      const { status, body } = await hub.call('POST', '/users', { email: 'new@example.com', role: 'viewer', password });
      expect([status, body]).toMatchObject([400, { problems: [{ field: 'password' }] }]);
    }
  });

  it('lists the sessions of one user, ends one of them, and all of them', async () => {
    const user = await makeUser();
    const [desk, phone, stranger] = [await signIn(user), await signIn(user), await signIn(await makeUser())];
    const { data } = (await desk.call<{ data: readonly Session[] }>('GET', '/sessions')).body;
    expect(data.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true]);
    const other = data.find(({ isCurrent }) => isCurrent === false);
    expect(await stranger.status('DELETE', `/sessions/${other?.id ?? ''}`)).toBe(404);
    expect(await phone.status('GET', '/events')).toBe(200);
    expect(await desk.status('DELETE', `/sessions/${other?.id ?? ''}`)).toBe(204);
    expect([await phone.status('GET', '/events'), await desk.status('GET', '/events')]).toEqual([401, 200]);
    const tablet = await signIn(user);
    expect(await desk.status('DELETE', '/sessions')).toBe(204);
    expect([await tablet.status('GET', '/events'), await desk.status('GET', '/events')]).toEqual([401, 401]);
    expect(await stranger.status('GET', '/events')).toBe(200);
  });

  it('signs out: the cookie goes, and its copy is good for nothing', async () => {
    const browser = await signIn(await makeUser());
    const copy = new Browser(hub.url, { cookie: browser.cookieHeader });
    expect(await copy.status('GET', '/events')).toBe(200);
    expect(await browser.status('DELETE', '/sessions/current')).toBe(204);
    expect(browser.cookieHeader).toBe('');
    expect(await copy.status('GET', '/events')).toBe(401);
  });

  it('ends a session that was idle for too long, and one that is too old', async () => {
    const user = await makeUser();
    const [idle, old, busy] = [await signIn(user), await signIn(user), await signIn(user)];
    const age = (browser: Browser, change: string): Promise<unknown> =>
      hub.hub.app.get(DataSource).query(`UPDATE kanca.sessions SET ${change} WHERE hash = '\\x${hashOf(browser)}'`);
    await age(idle, `last_seen_at = now() - interval '481 minutes'`);
    await age(old, `ends_at = now() - interval '1 second'`);
    await age(busy, `last_seen_at = now() - interval '479 minutes'`);
    await elapsed(600);
    expect([await idle.status('GET', '/events'), await old.status('GET', '/events')]).toEqual([401, 401]);
    expect(await busy.status('GET', '/events')).toBe(200);
    // That was a use, so its idle time began anew.
    await age(busy, `user_agent = 'seen' || (last_seen_at > now() - interval '1 minute')`);
    const { data } = (await busy.call<{ data: readonly { userAgent: string }[] }>('GET', '/sessions')).body;
    expect(data[0]?.userAgent).toBe('seentrue');
  });

  it('ends all sessions when the password is set by somebody else, and all others when it is changed', async () => {
    const user = await makeUser();
    const [first, second] = [await signIn(user), await signIn(user)];
    const wrong = await first.call('POST', '/sessions/current/password', {
      body: { current: 'not it at all', password: 'a new long one' },
    });
    expect(wrong.status).toBe(403);
    const before = first.cookieHeader;
    const changed = await first.call('POST', '/sessions/current/password', {
      body: { current: PASSWORD, password: 'a new long one' },
    });
    expect(changed.status).toBe(200);
    expect(first.cookieHeader).not.toBe(before);
    expect([await first.status('GET', '/events'), await second.status('GET', '/events')]).toEqual([200, 401]);
    const third = await signIn(user, 'a new long one');
    await hub.call('PATCH', `/users/${user.id}`, { password: 'set by an owner' });
    expect([await first.status('GET', '/events'), await third.status('GET', '/events')]).toEqual([401, 401]);
    await signIn(user, 'set by an owner');
  });

  it('takes effect at once when a user is disabled, removed, or gets another role', async () => {
    const [disabled, removed, lowered] = [await makeUser(), await makeUser(), await makeUser()];
    const [a, b, c] = [await signIn(disabled), await signIn(removed), await signIn(lowered)];
    await hub.call('PATCH', `/users/${disabled.id}`, { disabled: true });
    await hub.call('DELETE', `/users/${removed.id}`);
    await hub.call('PATCH', `/users/${lowered.id}`, { role: 'viewer' });
    expect([await a.status('GET', '/users'), await b.status('GET', '/users'), await c.status('GET', '/users')]).toEqual(
      [401, 401, 403],
    );
    await hub.call('PATCH', `/users/${disabled.id}`, { disabled: false });
    // What was stolen before stays good for nothing.
    expect(await a.status('GET', '/users')).toBe(401);
    await signIn(disabled);
  });

  it('keeps one owner of every tenant as long as there are users', async () => {
    const fresh = await startTestHub();
    try {
      const make = async (body: object): Promise<User> => (await fresh.call<User>('POST', '/users', body)).body;
      const owner = await make({ email: 'o@example.com', role: 'owner', password: PASSWORD });
      const viewer = await make({ email: 'v@example.com', role: 'viewer', password: PASSWORD });
      await make({ email: 't@example.com', role: 'owner', password: PASSWORD, tenant: 'acme' });
      for (const [method, patch] of [
        ['PATCH', { role: 'operator' }],
        ['PATCH', { disabled: true }],
        ['DELETE'],
      ] as const)
        expect((await fresh.call(method, `/users/${owner.id}`, patch)).status).toBe(409);
      expect((await fresh.call('PATCH', `/users/${viewer.id}`, { role: 'owner' })).status).toBe(200);
      // Two at once: one of them has to stay.
      const both = await Promise.all([owner, viewer].map(({ id }) => fresh.call('DELETE', `/users/${id}`)));
      expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    } finally {
      await fresh.close();
    }
  });

  it('hashes again with the work of today when the stored hash has less', async () => {
    const user = await makeUser();
    const weak = '$scrypt$ln=10,r=8,p=1$9ZQ8tqqp-3yXhYyLw5Kx1A$';
    const hash = scryptSync(PASSWORD, Buffer.from('9ZQ8tqqp-3yXhYyLw5Kx1A', 'base64url'), 32, {
      N: 1024,
      r: 8,
      p: 1,
    }).toString('base64url');
    await hub.hub.app
      .get(DataSource)
      .query(`UPDATE kanca.users SET password_hash = '${weak}${hash}' WHERE email = '${user.email}'`);
    await signIn(user);
    const [row] = await hub.hub.app
      .get(DataSource)
      .query<readonly { password_hash: string }[]>(
        `SELECT password_hash FROM kanca.users WHERE email = '${user.email}'`,
      );
    expect(row?.password_hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
    await signIn(user);
  });

  it('refuses a revoked key and an ended session on another hub within a second', async () => {
    const elsewhere = await startTestHub({ database: hub.database });
    try {
      const user = await makeUser();
      const browser = await signIn(user);
      const there = new Browser(elsewhere.url, { cookie: browser.cookieHeader });
      const { body: key } = await hub.call<{ id: string; key: string }>('POST', '/keys', {
        name: 'k',
        scopes: ['read'],
      });
      const statuses = async (): Promise<readonly number[]> => [
        (await callApi(elsewhere.url, 'GET', '/events', undefined, key.key)).status,
        await there.status('GET', '/events'),
      ];
      expect(await statuses()).toEqual([200, 200]);
      await Promise.all([hub.call('DELETE', `/keys/${key.id}`), browser.call('DELETE', '/sessions/current')]);
      await elapsed(700);
      expect(await statuses()).toEqual([401, 401]);
    } finally {
      await elsewhere.close();
    }
  });

  it('is of no use to a program that sends a key: the key counts', async () => {
    const browser = await signIn(await makeUser({ role: 'viewer' }));
    const call = { headers: { authorization: `Bearer ${ADMIN_KEY}`, 'x-kanca-csrf': undefined } };
    expect(await browser.status('GET', '/keys', call)).toBe(200);
  });
});

function hashOf(browser: Browser): string {
  const token = browser.cookieHeader.split('=')[1] ?? '';
  return createHash('sha256').update(token).digest('hex');
}

async function elapsed(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
