import type { Randomness } from '@kanca/core';
import { generateSecret } from '@kanca/signing';
import type { Format } from './format.js';
import { readSecret } from './format-registry.js';

/** A key that is nobody's, in a form that the format can sign with: for calls that have to be refused. */
export function forgedKey(format: Format, randomness: Randomness): Buffer {
  const secret = generateSecret(randomness);
  try {
    return readSecret(format, secret);
  } catch {
    return Buffer.from(secret);
  }
}
