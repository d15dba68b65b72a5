import {
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  X509Certificate,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { constantTimeEqual } from '../constant-time-equal.js';
import { hmacDigest, type HashAlgorithm } from '../hmac-digest.js';
import type { Jwt } from './read-jwt.js';

/** Source: RFC 7518, section 3.1. `none` is not among them. */
export type JwtAlgorithm = 'HS256' | 'HS384' | 'HS512' | 'RS256' | 'ES256';

const HMAC_HASH: Readonly<Partial<Record<JwtAlgorithm, HashAlgorithm>>> = {
  HS256: 'sha256',
  HS384: 'sha384',
  HS512: 'sha512',
};

/** Whether the header names one of the algorithms that are allowed. The token never chooses beyond them. */
export function algorithmOf(jwt: Jwt, allowed: readonly JwtAlgorithm[]): JwtAlgorithm | null {
  return allowed.find((algorithm) => algorithm === jwt.header['alg']) ?? null;
}

/** Whether a shared secret made the token. */
export function verifyJwtWithSecret(jwt: Jwt, algorithm: JwtAlgorithm, secret: Buffer): boolean {
  const hash = HMAC_HASH[algorithm];
  return hash !== undefined && constantTimeEqual(hmacDigest(hash, secret, [jwt.signingInput]), jwt.signature);
}

/** Whether a key of a key set made the token. An algorithm of the other family than the key's is never tried. */
export function verifyJwtWithKey(jwt: Jwt, algorithm: JwtAlgorithm, key: KeyObject): boolean {
  try {
    if (algorithm === 'RS256' && key.asymmetricKeyType === 'rsa')
      return verify('sha256', jwt.signingInput, key, jwt.signature);
    if (algorithm === 'ES256' && key.asymmetricKeyType === 'ec')
      return verify('sha256', jwt.signingInput, { key, dsaEncoding: 'ieee-p1363' }, jwt.signature);
    return false;
  } catch {
    return false;
  }
}

/**
 * The key with an id in a JSON Web Key Set (RFC 7517), or in a map of PEM certificates by key id, as Google publishes them too; null
 * when it is not there or is not usable.
 */
export function keyOfSet(document: unknown, kid: unknown): KeyObject | null {
  if (typeof kid === 'string' && isCertificateMap(document)) return certifiedKey(document[kid]);
  if (typeof document !== 'object' || document === null || !('keys' in document) || !Array.isArray(document.keys))
    return null;
  const keys: readonly unknown[] = document.keys;
  const found = keys.find((key) => isJwk(key) && (kid === undefined || key.kid === kid));
  if (found === undefined || !isJwk(found)) return null;
  try {
    return createPublicKey({ key: found, format: 'jwk' });
  } catch {
    return null;
  }
}

/** A compact JWT. For tests and test sends. @param key a shared secret, or a private key in PEM */
export function signJwt(
  claims: Readonly<Record<string, unknown>>,
  algorithm: JwtAlgorithm,
  key: string,
  header: Readonly<Record<string, unknown>> = {},
): string {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${encode({ alg: algorithm, typ: 'JWT', ...header })}.${encode(claims)}`;
  const hash = HMAC_HASH[algorithm];
  const signature =
    hash !== undefined
      ? hmacDigest(hash, Buffer.from(key), [Buffer.from(input)])
      : sign('sha256', Buffer.from(input), { key: createPrivateKey(key), dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

function isCertificateMap(document: unknown): document is Readonly<Record<string, unknown>> {
  return typeof document === 'object' && document !== null && !('keys' in document);
}

function certifiedKey(pem: unknown): KeyObject | null {
  if (typeof pem !== 'string') return null;
  try {
    return new X509Certificate(pem).publicKey;
  } catch {
    return null;
  }
}

function isJwk(value: unknown): value is JsonWebKey & { readonly kid?: unknown } {
  return typeof value === 'object' && value !== null && 'kty' in value;
}
