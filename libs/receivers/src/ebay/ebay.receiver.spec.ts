import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sampleRequest } from '../kit/built-in.js';
import {
  inboundRequest,
  inspectRequest,
  RemoteDocuments,
  sourceSettings,
  VerificationUnavailable,
} from '../kit/index.js';
import { ebay } from './ebay.receiver.js';
import type { InboundRequest } from '@kanca/core';
import type { RemoteAnswer, RemoteQuestion } from '../kit/built-in.js';
import type { Inspection } from '../kit/index.js';

interface Vector {
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly bodyBase64: string };
  readonly config: Readonly<Record<string, unknown>>;
}

const file = new URL('ebay.vectors.json', import.meta.url);
const [vector] = JSON.parse(readFileSync(file, 'utf8')) as readonly [Vector];
const { verificationToken } = vector.config;
const HEADER = 'x-ebay-signature';
const SIGNED = JSON.parse(Buffer.from(vector.request.headers[HEADER] ?? '', 'base64').toString()) as Record<
  string,
  string
>;

interface Scripted {
  readonly status?: number;
  readonly says: unknown;
}

/** eBay as a script: its answers to questions for a token, and to those for a key, in their order. */
class ScriptedEbay extends RemoteDocuments {
  readonly asked: RemoteQuestion[] = [];

  constructor(
    private readonly tokens: Scripted[],
    private readonly keys: Scripted[],
  ) {
    super();
  }

  read(): Promise<Buffer> {
    return Promise.reject(new Error('nothing is published'));
  }

  override ask(question: RemoteQuestion): Promise<RemoteAnswer> {
    this.asked.push(question);
    const next = (question.url.endsWith('/oauth2/token') ? this.tokens : this.keys).shift();
    if (next === undefined) return Promise.reject(new VerificationUnavailable('eBay is away'));
    return Promise.resolve({ status: next.status ?? 200, body: Buffer.from(JSON.stringify(next.says)) });
  }
}

const token = (name: string): Scripted => ({ says: { access_token: name, expires_in: 7_200 } });
const KEY =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZhhxXKtR+TOvtDbgTPCkSof02qgBB7IsYOyf76ilExJ/upAa/vKIKheOoCyOpcLmi4t0b4uepb7LLjmMr90FUg==';
const keyOf = (fields: object = {}): Scripted => ({
  says: {
    key: `-----BEGIN PUBLIC KEY-----${KEY}-----END PUBLIC KEY-----`,
    algorithm: 'ECDSA',
    digest: 'SHA1',
    ...fields,
  },
});

function notification(header = vector.request.headers[HEADER] ?? ''): InboundRequest {
  const headers = { ...vector.request.headers, [HEADER]: header };
  return inboundRequest({ headers, body: Buffer.from(vector.request.bodyBase64, 'base64') });
}

function inspect(
  documents: RemoteDocuments,
  request = notification(),
  config: Readonly<Record<string, unknown>> = vector.config,
): Promise<Inspection> {
  return inspectRequest(ebay, { ...sourceSettings(ebay, config), documents }, request, 0);
}

const headerOf = (fields: object): string => Buffer.from(JSON.stringify({ ...SIGNED, ...fields })).toString('base64');

describe('a notification of eBay', () => {
  it('is judged by the key that its signature names, which eBay is asked for by whoever has its credentials', async () => {
    const documents = new ScriptedEbay([token('A')], [keyOf()]);
    expect(await inspect(documents)).toMatchObject({ ok: true, assurance: 'signed-body' });
    const [first, second] = documents.asked;
    expect(first?.headers['authorization']).toMatch(/^Basic /);
    expect(second).toMatchObject({
      method: 'GET',
      url: `https://api.ebay.com/commerce/notification/v1/public_key/${SIGNED['kid'] ?? ''}`,
      headers: { authorization: 'Bearer A' },
      asker: 'InventedApp-PRD',
    });
    expect(second?.body).toHaveLength(0);
  });

  it('needs the key once an hour, and a token until shortly before its end', async () => {
    const documents = new ScriptedEbay([token('A')], [keyOf()]);
    await inspect(documents);
    const [first, second] = documents.asked;
    const lifeOf = (says: object): number | undefined => first?.goodForMs?.(Buffer.from(JSON.stringify(says)));
    expect(lifeOf({ expires_in: 7_200 })).toBe(7_140_000);
    expect(lifeOf({ expires_in: 30 })).toBe(0);
    expect(lifeOf({ expires_in: 1e12 })).toBe(86_340_000);
    expect(lifeOf({})).toBe(0);
    expect(second?.goodForMs?.(Buffer.alloc(0))).toBe(3_600_000);
  });

  it('is refused by a source that cannot ask, which says what to set', async () => {
    const documents = new ScriptedEbay([token('A')], [keyOf()]);
    expect(await inspect(documents, notification(), { verificationToken })).toMatchObject({
      ok: false,
      code: 'signature_invalid',
      diagnosis: expect.stringContaining('set the options clientId and clientSecret'),
    });
    expect(documents.asked).toEqual([]);
  });

  it('gets another token when eBay ended the first one early, and only once', async () => {
    const expired = { status: 401, says: {} };
    const documents = new ScriptedEbay([token('A'), token('B')], [expired, keyOf()]);
    expect(await inspect(documents)).toMatchObject({ ok: true });
    expect(documents.asked.map(({ isAskedAnew, headers }) => isAskedAnew ?? headers['authorization'])).toEqual([
      false,
      'Bearer A',
      true,
      'Bearer B',
    ]);
    const never = await inspect(new ScriptedEbay([token('A'), token('B')], [expired, expired]));
    expect(never).toMatchObject({ ok: false, code: 'unavailable' });
  });

  it.each<[string, Scripted[], Scripted[], string, RegExp]>([
    ['is away', [], [], 'unavailable', /eBay is away/],
    ['does not know the application', [{ status: 401, says: {} }], [], 'unavailable', /clientId and clientSecret/],
    ['gives no token', [{ says: {} }], [], 'unavailable', /without an access token/],
    ['gives a token that is no header', [{ says: { access_token: 'a\r\nb' } }], [], 'unavailable', /access token/],
    ['forbids the question', [token('A')], [{ status: 403, says: {} }], 'unavailable', /clientId and clientSecret/],
    ['says something else', [token('A')], [{ status: 405, says: {} }], 'unavailable', /answered 405 without/],
    ['gives no key', [token('A')], [{ says: {} }], 'unavailable', /answered 200 without/],
    ['knows no such key', [token('A')], [{ status: 404, says: {} }], 'signature_invalid', /knows no key/],
    ['uses the key otherwise', [token('A')], [keyOf({ digest: 'SHA256' })], 'signature_invalid', /ECDSA with SHA1/],
    ['gives what is no key', [token('A')], [keyOf({ key: 'none' })], 'signature_invalid', /does not fit/],
    ['gives a key of another kind', [token('A')], [keyOf({ key: rsaKey() })], 'signature_invalid', /does not fit/],
  ])('is not accepted when eBay %s', async (_how, tokens, keys, code, diagnosis) => {
    const inspection = await inspect(new ScriptedEbay(tokens, keys));
    expect(inspection).toMatchObject({ ok: false, code, diagnosis: expect.stringMatching(diagnosis) });
    expect(inspection.diagnosis).not.toContain('PRD-invented-cert');
  });

  it.each<[string, string]>([
    ['no base64', '{"alg":"ecdsa"}'],
    ['no JSON', 'bm90IGpzb24='],
    ['no object', Buffer.from('[]').toString('base64')],
    ['longer than any', headerOf({ more: 'x'.repeat(2_048) })],
    ['without a key', headerOf({ kid: undefined })],
    ['with a key id that is none', headerOf({ kid: '../../../sell/account' })],
    ['without a signature', headerOf({ signature: '' })],
    ['for another algorithm', headerOf({ alg: 'none' })],
    ['for another hash', headerOf({ digest: 'MD5' })],
  ])('makes nobody ask when its header is %s', async (_what, header) => {
    const documents = new ScriptedEbay([token('A')], [keyOf()]);
    expect(await inspect(documents, notification(header))).toMatchObject({ reason: 'signature_malformed' });
    expect(documents.asked).toEqual([]);
  });

  it('can be signed by whoever answers in the place of eBay', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const where = { url: '/api/webhooks/incoming/ebay', publicUrl: 'http://localhost:3000' };
    const request = sampleRequest(ebay, { secret: privateKey, id: 'n-1', now: 1_000, ...where });
    const { events } = await inspect(new ScriptedEbay([token('A')], [keyOf({ key: publicKey })]), request);
    expect(events).toMatchObject([
      { id: 'n-1', type: 'ebay.MARKETPLACE_ACCOUNT_DELETION', time: '1970-01-01T00:00:01.000Z' },
    ]);
  });
});

describe('the challenge of eBay', () => {
  const ask = (url: string, method = 'GET', config: object = {}): Promise<Inspection> =>
    inspectRequest(
      ebay,
      { ...sourceSettings(ebay, { verificationToken, ...config }), publicUrl: 'https://hooks.example.com' },
      inboundRequest({ method, url }),
      0,
    );
  const hashOf = (code: string, url: string): string =>
    createHash('sha256')
      .update(code + String(verificationToken) + url)
      .digest('hex');

  it('is answered for the public URL of the source without its query, or for the one that is set', async () => {
    const path = '/api/webhooks/incoming/ebay/shop';
    const own = await ask(`${path}?challenge_code=c-1`);
    expect(own.handshake?.body).toBe(`{"challengeResponse":"${hashOf('c-1', `https://hooks.example.com${path}`)}"}`);
    const url = 'https://shop.example.com/ebay?via=proxy';
    const other = await ask(`${path}?challenge_code=c-1`, 'GET', { url });
    expect(other.handshake?.body).toBe(`{"challengeResponse":"${hashOf('c-1', url)}"}`);
  });

  it.each(['/', '/?challenge_code=', '/?challenge_code=a%20b', `/?challenge_code=${'a'.repeat(129)}`])(
    'is a code of the form that eBay sends: GET %s',
    async (url) => {
      expect(await ask(url)).toMatchObject({ ok: false, code: 'signature_invalid', handshake: null });
    },
  );

  it('is one code, and a GET', async () => {
    expect((await ask('/?challenge_code=a&challenge_code=b')).handshake).toBeNull();
    expect((await ask('/?challenge_code=a', 'POST')).handshake).toBeNull();
  });
});

describe('the settings of an eBay source', () => {
  it.each<[RegExp, object]>([
    [/verificationToken is missing/, {}],
    [/verificationToken has to be 32 to 80/, { verificationToken: 'short' }],
    [/verificationToken has to be 32 to 80/, { verificationToken: `${String(verificationToken)} ` }],
    [/clientSecret is missing/, { verificationToken, clientId: 'app' }],
    [/clientId is missing/, { verificationToken, clientSecret: 'cert' }],
    [/url has to be the whole https URL/, { verificationToken, url: 'http://shop.example.com' }],
    [/url has to be the whole https URL/, { verificationToken, url: 'https://' }],
    [/environment has to be one of/, { verificationToken, environment: 'live' }],
  ])('have to be right: %s', (problem, config) => {
    expect(() => sourceSettings(ebay, { ...config })).toThrow(problem);
  });
});

function rsaKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).publicKey;
}
