import { KancaError, type Randomness } from '@kanca/core';
import { decodeBytes } from '../byte-encoding.js';

const PREFIX = 'whsec_';
const NEW_SECRET_BYTES = 32;
const MIN_SECRET_BYTES = 24;
// The specification says 64; Svix, where many secrets come from, takes 75.
const MAX_SECRET_BYTES = 75;

/**
 * A new secret: `whsec_` and the base64 of 32 random bytes.
 * @example generateSecret(new SystemRandomness())
 */
export function generateSecret(randomness: Randomness): string {
  return PREFIX + randomness.bytes(NEW_SECRET_BYTES).toString('base64');
}

/**
 * The key in a secret: base64 of 24 to 75 bytes, with `whsec_` before it or without.
 * @example parseSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
 * @throws KancaError `invalid_request` with the reason, and never with the secret
 */
export function parseSecret(text: string): Buffer {
  const trimmed = text.trim();
  const key = decodeBytes(trimmed.startsWith(PREFIX) ? trimmed.slice(PREFIX.length) : trimmed, 'base64');
  const wanted = `expected ${PREFIX} and the base64 of ${String(MIN_SECRET_BYTES)} to ${String(MAX_SECRET_BYTES)} bytes`;
  if (key === null) throw new KancaError('invalid_request', `The secret is not base64: ${wanted}.`);
  if (key.length < MIN_SECRET_BYTES || key.length > MAX_SECRET_BYTES)
    throw new KancaError('invalid_request', `The secret has ${String(key.length)} bytes: ${wanted}.`);
  return key;
}
