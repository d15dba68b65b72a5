import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  algorithmOf,
  keyOfSet,
  signJwt,
  verifyJwtWithKey,
  verifyJwtWithSecret,
  type JwtAlgorithm,
} from './jwt-signature.js';
import { readJwt, type Jwt } from './read-jwt.js';

const SECRET = 'invented';
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = { type: 'pkcs8', format: 'pem' } as const;

function read(text: string): Jwt {
  const jwt = readJwt(text);
  if (jwt === null) throw new Error(`not a JWT: ${text}`);
  return jwt;
}

describe('a JWT', () => {
  it.each<JwtAlgorithm>(['HS256', 'HS384', 'HS512'])('is verified with its shared secret by %s', (algorithm) => {
    const jwt = read(signJwt({ a: 1 }, algorithm, SECRET));
    expect(jwt.claims).toEqual({ a: 1 });
    expect(verifyJwtWithSecret(jwt, algorithm, Buffer.from(SECRET))).toBe(true);
    expect(verifyJwtWithSecret(jwt, algorithm, Buffer.from('other'))).toBe(false);
  });

  it('is verified with a published key', () => {
    const byRsa = read(signJwt({}, 'RS256', rsa.privateKey.export(pem).toString()));
    const byEc = read(signJwt({}, 'ES256', ec.privateKey.export(pem).toString()));
    expect(verifyJwtWithKey(byRsa, 'RS256', rsa.publicKey)).toBe(true);
    expect(verifyJwtWithKey(byEc, 'ES256', ec.publicKey)).toBe(true);
    expect(verifyJwtWithKey(byRsa, 'RS256', generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey)).toBe(
      false,
    );
  });

  it('never chooses its own algorithm: not none, and no secret that is a public key', () => {
    const none = read(`${encode({ alg: 'none' })}.${encode({})}.`);
    expect(algorithmOf(none, ['HS256', 'RS256'])).toBeNull();
    const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const confused = read(signJwt({}, 'HS256', publicPem));
    expect(algorithmOf(confused, ['RS256'])).toBeNull();
    expect(verifyJwtWithKey(confused, 'RS256', rsa.publicKey)).toBe(false);
    expect(
      verifyJwtWithKey(read(signJwt({}, 'ES256', ec.privateKey.export(pem).toString())), 'RS256', ec.publicKey),
    ).toBe(false);
  });

  it('is refused with any part changed', () => {
    const [header = '', claims = '', signature = ''] = signJwt({ a: 1 }, 'HS256', SECRET).split('.');
    for (const text of [
      `${encode({ alg: 'HS256' })}.${claims}.${signature}`,
      `${header}.${encode({ a: 2 })}.${signature}`,
      `${header}.${claims}.${signature.slice(0, -2)}AA`,
    ])
      expect(verifyJwtWithSecret(read(text), 'HS256', Buffer.from(SECRET))).toBe(false);
  });

  it.each([
    '',
    'a.b',
    'a.b.c.d',
    `${encode([])}.${encode({})}.`,
    `${encode({ alg: 'HS256' })}.bm90IEpTT04.AA`,
    `${encode({ alg: 'HS256', crit: ['b64'], b64: false })}.${encode({})}.AA`,
    `${encode({ alg: 'HS256' })}.${encode({ long: 'x'.repeat(20_000) })}.AA`,
    `${encode({ alg: 'HS256' })}.${encode({})}.*`,
  ])('is not read from %j', (text) => {
    expect(readJwt(text)).toBeNull();
  });

  it('finds its key by its id, in a key set and among certificates', () => {
    const jwk = {
      ...createPublicKey(rsa.publicKey.export({ type: 'spki', format: 'pem' })).export({ format: 'jwk' }),
      kid: 'one',
    };
    expect(keyOfSet({ keys: [{ kty: 'oct', kid: 'zero' }, jwk] }, 'one')?.asymmetricKeyType).toBe('rsa');
    for (const [document, kid] of [
      [{ keys: [jwk] }, 'two'],
      [{ keys: [{ kty: 'RSA', kid: 'one' }] }, 'one'],
      [{ keys: 'none' }, 'one'],
      [{ one: 'no certificate' }, 'one'],
      [{}, '__proto__'],
      [null, 'one'],
      ['text', 'one'],
    ])
      expect(keyOfSet(document, kid)).toBeNull();
  });
});
