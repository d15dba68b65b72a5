import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { KancaError, type Randomness } from '@kanca/core';
import { decodeBytes } from '../byte-encoding.js';

const PRIVATE_PREFIX = 'whsk_';
const PUBLIC_PREFIX = 'whpk_';
const KEY_BYTES = 32;
/** What stands before the 32 bytes of a key in PKCS #8 and in SubjectPublicKeyInfo. Source: RFC 8410, sections 4 and 7. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** The key pair of a `v1a` signature (Ed25519), as texts. */
export interface StandardKeyPair {
  /** `whsk_` and the base64 of 32 bytes of seed and 32 of public key. */
  readonly privateKey: string;
  /** `whpk_` and the base64 of 32 bytes. */
  readonly publicKey: string;
}

/** A new key pair. */
export function generateStandardKeyPair(randomness: Randomness): StandardKeyPair {
  const seed = randomness.bytes(KEY_BYTES);
  const bytes = publicBytesOf(keyFromSeed(seed));
  return {
    privateKey: PRIVATE_PREFIX + Buffer.concat([seed, bytes]).toString('base64'),
    publicKey: PUBLIC_PREFIX + bytes.toString('base64'),
  };
}

/**
 * The private key in a text: the base64 of its seed, or of seed and public key, with `whsk_` before it or without.
 * @throws KancaError `invalid_request` with the reason, and never with the key
 */
export function parseStandardPrivateKey(text: string): KeyObject {
  const bytes = bytesOf(text, PRIVATE_PREFIX);
  if (bytes === null || (bytes.length !== KEY_BYTES && bytes.length !== 2 * KEY_BYTES))
    throw new KancaError(
      'invalid_request',
      `The private key cannot be read: expected ${PRIVATE_PREFIX} and the base64 of 64 bytes.`,
    );
  return keyFromSeed(bytes.subarray(0, KEY_BYTES));
}

/**
 * The public key in a text: the base64 of its 32 bytes, with `whpk_` before it or without.
 * @throws KancaError `invalid_request`
 */
export function parseStandardPublicKey(text: string): KeyObject {
  const bytes = bytesOf(text, PUBLIC_PREFIX);
  if (bytes?.length !== KEY_BYTES)
    throw new KancaError(
      'invalid_request',
      `The public key cannot be read: expected ${PUBLIC_PREFIX} and the base64 of 32 bytes.`,
    );
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, bytes]), format: 'der', type: 'spki' });
}

/** The public key as a JWK. Source: RFC 8037, section 2. */
export function standardJwk(publicKey: string): { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string } {
  const bytes = bytesOf(publicKey, PUBLIC_PREFIX) ?? Buffer.alloc(0);
  return { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') };
}

function bytesOf(text: string, prefix: string): Buffer | null {
  const trimmed = text.trim();
  return decodeBytes(trimmed.startsWith(prefix) ? trimmed.slice(prefix.length) : trimmed, 'base64');
}

function keyFromSeed(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

function publicBytesOf(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
}
