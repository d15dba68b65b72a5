import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { DataSource } from 'typeorm';
import { Browser, type PageAnswer } from '../support/browser.js';
import { ADMIN_KEY, startTestHub, type TestHub } from '../support/test-hub.js';

const PASSWORD = 'correct horse battery';
const FOREIGN = 'https://evil.example';

interface Problem {
  readonly code: string;
  readonly detail: string;
}

/** Each of these was seen to fail when its safeguard was taken out. */
describe('an attack on sign-in', () => {
  let hub: TestHub;
  beforeAll(async () => {
    // Each test is a person at an address of their own.
    hub = await startTestHub({ env: { KANCA_TRUSTED_PROXIES: '127.0.0.1' } });
  });
  afterAll(() => hub.close());

  let counted = 0;
  const newAddress = (): string => {
    counted += 1;
    return `198.51.${String(Math.floor(counted / 250))}.${String((counted % 250) + 1)}`;
  };
  const browserAt = (address = newAddress(), url = hub.url): Browser =>
    new Browser(url, { 'x-forwarded-for': address });

  const makeUser = async (more: object = {}): Promise<{ id: string; email: string }> => {
    counted += 1;
    const user = { email: `target${String(counted)}@example.com`, role: 'owner', password: PASSWORD, ...more };
    const { status, body } = await hub.call<{ id: string; email: string }>('POST', '/users', user);
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };
  const attempt = (browser: Browser, email: string, password = 'wrong wrong wrong'): Promise<PageAnswer<Problem>> =>
    browser.call<Problem>('POST', '/sessions', { body: { email, password } });
  const signedIn = async (more: object = {}, browser = browserAt()): Promise<Browser> => {
    const { status } = await attempt(browser, (await makeUser(more)).email, PASSWORD);
    expect(status).toBe(201);
    return browser;
  };
  /** A session without a password, which takes no work. */
  const byKey = async (browser = browserAt(), key = ADMIN_KEY): Promise<Browser> => {
    expect(await browser.status('POST', '/sessions', { body: { key } })).toBe(201);
    return browser;
  };
  const sql = <T>(text: string): Promise<readonly T[]> => hub.hub.app.get(DataSource).query<T[]>(text);

  describe('by a page of another site (CSRF)', () => {
    const publish = { type: 'forged.event', data: 1 };

    it.each([
      ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site', origin: undefined }],
      ['Sec-Fetch-Site: same-site, from a sibling domain', { 'sec-fetch-site': 'same-site', origin: undefined }],
      ['a foreign Origin, where there is no Sec-Fetch-Site', { 'sec-fetch-site': undefined, origin: FOREIGN }],
      ['a foreign Origin that claims to be the same origin', { origin: FOREIGN }],
      ['Origin: null, as a sandboxed frame sends it', { 'sec-fetch-site': undefined, origin: 'null' }],
      ['neither of the two headers', { 'sec-fetch-site': undefined, origin: undefined }],
      ['no x-kanca-csrf, as from a form', { 'x-kanca-csrf': undefined }],
    ])('does nothing with %s', async (_name, headers) => {
      const browser = await byKey();
      const { status, body } = await browser.call<Problem>('POST', '/events', { body: publish, headers });
      expect([status, body.code]).toEqual([403, 'forbidden']);
      expect((await hub.call<{ data: unknown[] }>('GET', '/events?type=forged.event')).body.data).toEqual([]);
    });

    it('changes nothing by any method without the header, with a body and without', async () => {
      const browser = await byKey();
      const { id } = await makeUser();
      const { body: key } = await hub.call<{ id: string }>('POST', '/keys', { name: 'k', scopes: ['read'] });
      const calls = [
        ['POST', '/queue/pause', undefined],
        ['PUT', '/event-types/forged.type', { description: 'forged' }],
        ['PATCH', `/users/${id}`, { role: 'viewer' }],
        ['DELETE', `/keys/${key.id}`, undefined],
        ['DELETE', '/sessions', undefined],
      ] as const;
      for (const [method, path, body] of calls) {
        const headers = { 'x-kanca-csrf': undefined };
        expect([method, path, await browser.status(method, path, { body, headers })]).toEqual([method, path, 403]);
      }
      expect(await browser.status('GET', `/users/${id}`)).toBe(200);
    });

    it('reads nothing: neither a list nor the stream', async () => {
      const browser = await byKey();
      for (const path of ['/events', '/stream', '/sessions/current', '/users'])
        for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': undefined, origin: FOREIGN }])
          expect(await browser.status('GET', path, { headers })).toBe(403);
    });

    it('does not sign anybody in as somebody else', async () => {
      const { email } = await makeUser();
      const browser = browserAt();
      for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': undefined, origin: FOREIGN }]) {
        const answer = await browser.call('POST', '/sessions', { body: { email, password: PASSWORD }, headers });
        expect(answer.status).toBe(403);
      }
      const form = await fetch(`${hub.url}/api/v1/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: JSON.stringify({ email, password: PASSWORD }),
      });
      expect([form.status, form.headers.getSetCookie()]).toEqual([415, []]);
      expect(browser.cookieHeader).toBe('');
    });

    it('lets the page of the hub work, also where a browser tells the origin only, as over plain HTTP', async () => {
      const browser = await byKey();
      const call = { body: { type: 'own.event', data: 1 }, headers: { 'sec-fetch-site': undefined } };
      expect(await browser.status('POST', '/events', call)).toBe(202);
      expect(await browser.status('GET', '/events', { headers: { 'sec-fetch-site': undefined } })).toBe(200);
    });
  });

  describe('on the session', () => {
    it('finds a cookie that no script reads and no other site sends', async () => {
      const { headers } = await browserAt().call('POST', '/sessions', { body: { key: ADMIN_KEY } });
      expect(headers.getSetCookie()).toEqual([
        expect.stringMatching(/^kanca_session=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/),
      ]);
    });

    it('behind TLS finds one that only this host sets, over TLS, and plants no other', async () => {
      const browser = browserAt();
      const overTls = { 'x-forwarded-proto': 'https', 'sec-fetch-site': 'same-origin', origin: undefined };
      const { headers } = await browser.call('POST', '/sessions', {
        body: { key: ADMIN_KEY },
        headers: overTls,
      });
      const [cookie = ''] = headers.getSetCookie();
      expect(cookie).toMatch(
        /^__Host-kanca_session=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure$/,
      );
      const secure = { headers: overTls };
      expect(await browser.status('GET', '/events', secure)).toBe(200);
      const planted = browserAt();
      planted.set('kanca_session', browser.cookieHeader.split('=')[1] ?? '');
      expect(await planted.status('GET', '/events', secure)).toBe(401);
    });

    it('fixes no session: a sign-in makes a new one, and the one before is over', async () => {
      const browser = browserAt();
      browser.set('kanca_session', 'a'.repeat(43));
      await byKey(browser);
      const first = browser.cookieHeader;
      expect(first).not.toContain('a'.repeat(43));
      await byKey(browser);
      expect(browser.cookieHeader).not.toBe(first);
      expect(await new Browser(hub.url, { cookie: first }).status('GET', '/events')).toBe(401);
      expect(await browser.status('GET', '/events')).toBe(200);
    });

    it('gets nothing out of the database that signs in', async () => {
      const browser = await signedIn();
      const token = browser.cookieHeader.split('=')[1] ?? '';
      const rows = JSON.stringify([
        await sql(`SELECT s::text, encode(s.hash, 'escape') AS bytes FROM kanca.sessions s`),
        await sql(`SELECT u::text FROM kanca.users u`),
        await sql(`SELECT t::text FROM kanca.sign_in_tries t`),
      ]);
      expect(rows).toContain(createHash('sha256').update(token).digest('hex'));
      for (const secret of [token, PASSWORD]) expect(rows).not.toContain(secret);
    });

    it.each(['', 'x', 'a'.repeat(42), '../../etc', '%00', `${'a'.repeat(43)}"`, '😀'])(
      'by a made-up cookie (%j) is refused as no session at all',
      async (value) => {
        const cookie = Buffer.from(`kanca_session=${value}`, 'utf8').toString('latin1');
        expect(await new Browser(hub.url, { cookie }).status('GET', '/events')).toBe(401);
      },
    );

    it('by the Idempotency-Key of another user gets an answer of its own', async () => {
      const { body } = await hub.call<{ key: string }>('POST', '/keys', {
        name: 'eve',
        scopes: ['admin'],
        tenant: 'eve',
      });
      const [ada, eve] = [await byKey(), await byKey(browserAt(), body.key)];
      const call = { body: { name: 'mine', scopes: ['read'] }, headers: { 'idempotency-key': 'the-same' } };
      const first = await ada.call<{ id: string; key: string }>('POST', '/keys', call);
      const again = await ada.call<{ id: string; key: string }>('POST', '/keys', call);
      const other = await eve.call<{ id: string; key: string }>('POST', '/keys', call);
      expect([first.status, again.body.id, other.status]).toEqual([201, first.body.id, 201]);
      expect(other.body.key).not.toBe(first.body.key);
    });

    it('sees no more of the stream after it has ended', async () => {
      const browser = await byKey();
      const stop = new AbortController();
      const stream = await fetch(`${hub.url}/api/v1/stream`, {
        headers: { cookie: browser.cookieHeader, 'sec-fetch-site': 'same-origin' },
        signal: stop.signal,
      });
      expect(stream.status).toBe(200);
      let told = '';
      const reading = (async () => {
        for await (const chunk of stream.body ?? []) told += Buffer.from(chunk as Uint8Array).toString('utf8');
      })().catch(() => undefined);
      await browser.call('DELETE', '/sessions/current');
      await eventually(() => told.includes('"revoked"'));
      stop.abort();
      await reading;
    });
  });

  describe('by guessing', () => {
    it('learns nothing of which accounts exist: the same words, the same headers', async () => {
      const [known, disabled] = [await makeUser(), await makeUser()];
      const { email: elsewhere } = await makeUser({ password: undefined });
      await hub.call('PATCH', `/users/${disabled.id}`, { disabled: true });
      const answers = [
        await attempt(browserAt(), known.email),
        await attempt(browserAt(), 'nobody@example.com'),
        await attempt(browserAt(), disabled.email, PASSWORD),
        await attempt(browserAt(), elsewhere, PASSWORD),
        await attempt(browserAt(), elsewhere, ''),
      ];
      const seen = answers.map(({ status, body, headers }) => ({
        status,
        body: { ...body, requestId: '' },
        headers: [...headers.keys()].sort(),
      }));
      for (const one of seen) expect(one).toEqual(seen[0]);
      expect(seen[0]?.status).toBe(401);
    });

    it('learns nothing from the time: an address that nobody has takes the work of one that somebody has', async () => {
      const { email } = await makeUser();
      const timed = async (address: string): Promise<number> => {
        const times: number[] = [];
        for (let round = 0; round < 5; round++) {
          const began = performance.now();
          await attempt(browserAt(), address);
          times.push(performance.now() - began);
        }
        return Math.min(...times);
      };
      const [somebody, nobody] = [await timed(email), await timed('nobody.at.all@example.com')];
      // Without the work it is a twentieth.
      expect(nobody).toBeGreaterThan(somebody / 3);
    });

    it.each([
      ['an account that exists', true],
      ['one that does not', false],
    ])('of %s from one address ends after ten tries, for the right password, too', async (_name, exists) => {
      const email = exists ? (await makeUser()).email : `nobody${newAddress()}@example.com`;
      const browser = browserAt();
      const statuses: number[] = [];
      for (let tries = 0; tries < 10; tries++) statuses.push((await attempt(browser, email)).status);
      expect(statuses).toEqual(Array(10).fill(401));
      const { status, headers, body } = await attempt(browser, email.toUpperCase(), PASSWORD);
      expect([status, body.code]).toEqual([429, 'too_many_requests']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(headers.get('retry-after'))).toBeLessThan(60);
    });

    it('of many accounts from one address ends after thirty tries, at every hub of the database', async () => {
      const elsewhere = await startTestHub({ database: hub.database, env: { KANCA_TRUSTED_PROXIES: '127.0.0.1' } });
      try {
        const address = newAddress();
        const browsers = [browserAt(address), browserAt(address, elsewhere.url)];
        const statuses: number[] = [];
        for (let tries = 0; tries < 32; tries++) {
          const key = `kanca_guess${String(tries)}`;
          statuses.push((await browsers[tries % 2]?.status('POST', '/sessions', { body: { key } })) ?? 0);
        }
        expect(statuses.slice(0, 30)).toEqual(Array(30).fill(401));
        expect(statuses.at(-1)).toBe(429);
      } finally {
        await elsewhere.close();
      }
    });

    it('from a whole network of IPv6 counts as one', async () => {
      const statuses: number[] = [];
      for (let tries = 0; tries < 31; tries++)
        statuses.push(
          await browserAt(`2001:db8:7:7::${tries.toString(16)}`).status('POST', '/sessions', {
            body: { key: 'kanca_x' },
          }),
        );
      expect([statuses[29], statuses[30]]).toEqual([401, 429]);
    });

    it('cannot name another address itself: a proxy that nobody trusts is not believed', async () => {
      const direct = await startTestHub();
      try {
        const statuses: number[] = [];
        for (let tries = 0; tries < 31; tries++)
          statuses.push(
            await browserAt(newAddress(), direct.url).status('POST', '/sessions', { body: { key: 'kanca_x' } }),
          );
        expect([statuses[29], statuses[30]]).toEqual([401, 429]);
      } finally {
        await direct.close();
      }
    });

    it('from everywhere ends, and does not lock the owner out who has signed in from home before', async () => {
      const { email } = await makeUser();
      const home = newAddress();
      expect((await attempt(browserAt(home), email, PASSWORD)).status).toBe(201);
      // As a hundred strangers leave it.
      const subject = createHash('sha256').update(`account\n${email}`).digest('hex');
      expect(
        await sql(`UPDATE kanca.sign_in_tries SET level = 100, at = now() WHERE subject = '\\x${subject}' RETURNING 1`),
      ).toMatchObject([[{}], 1]);
      const stranger = await attempt(browserAt(), email);
      expect([stranger.status, stranger.body.code]).toEqual([429, 'too_many_requests']);
      expect((await attempt(browserAt(home), email, PASSWORD)).status).toBe(201);
      // And what is refused does not fill it further: the strangers end, and after seconds there is a place again.
      for (let tries = 0; tries < 5; tries++) await attempt(browserAt(), email);
      await sql(`UPDATE kanca.sign_in_tries SET at = at - interval '45 seconds' WHERE subject = '\\x${subject}'`);
      expect((await attempt(browserAt(), email, PASSWORD)).status).toBe(201);
    });

    it('by a flood takes no more than two hashes at once: others are served, and nobody gets an error of ours', async () => {
      const browser = await byKey();
      const flood = Array.from({ length: 80 }, (_, place) => attempt(browserAt(), `flood${String(place)}@example.com`));
      const health = await fetch(`${hub.url}/health/live`);
      expect(health.status).toBe(200);
      expect(await browser.status('GET', '/events')).toBe(200);
      const answers = await Promise.all(flood);
      const statuses = new Set(answers.map(({ status }) => status));
      expect([...statuses].sort()).toEqual([401, 503]);
      for (const { status, headers } of answers) if (status === 503) expect(headers.get('retry-after')).toBe('5');
    });
  });

  describe('by its body', () => {
    it.each([
      ['nothing', undefined, 400],
      ['a key beside a password', { key: 'kanca_x', email: 'a@b.example', password: 'p' }, 400],
      ['an e-mail address alone', { email: 'a@b.example' }, 400],
      ['a password of 1,025 characters', { email: 'a@b.example', password: 'p'.repeat(1_025) }, 400],
      ['no texts', { email: { $ne: '' }, password: ['x'] }, 400],
      ['a NUL', { email: 'a\0@b.example', password: 'p' }, 400],
      ['SQL, which nobody has as an address', { email: `' OR 1=1 --@b.example`, password: 'p' }, 401],
      ['a megabyte', { email: 'a@b.example', password: 'p'.repeat(1_000_000) }, 413],
    ])('with %s is told so', async (_name, body, status) => {
      expect(await browserAt().status('POST', '/sessions', { body })).toBe(status);
    });

    it('without a length is refused before it is read', async () => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(Buffer.from('{"key":"kanca_x"}'));
          controller.close();
        },
      });
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' as const };
      expect((await fetch(`${hub.url}/api/v1/sessions`, init)).status).toBe(413);
    });
  });

  it('by a role makes nobody more than they are', async () => {
    for (const role of ['operator', 'viewer']) {
      const browser = await signedIn({ role });
      const { id } = (await browser.call<{ actor: { id: string } }>('GET', '/whoami')).body.actor;
      expect(await browser.status('PATCH', `/users/${id}`, { body: { role: 'owner' } })).toBe(403);
      expect(await browser.status('POST', '/users', { body: { email: 'x@example.com', role: 'owner' } })).toBe(403);
      expect(await browser.status('POST', '/keys', { body: { name: 'k', scopes: ['admin'] } })).toBe(403);
    }
    const mole = await signedIn({ tenant: 'acme' });
    const { id } = (await mole.call<{ actor: { id: string } }>('GET', '/whoami')).body.actor;
    expect(await mole.status('PATCH', `/users/${id}`, { body: { tenant: null } })).toBe(400);
  });
});
