import { createHmac } from 'node:crypto';

/** A hash function, as node:crypto names it. */
export type HashAlgorithm = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/**
 * The HMAC of a message that is given in pieces, so that a large body need not be copied behind its prefix.
 * @example hmacDigest('sha256', key, [Buffer.from('v0:1531420618:'), body])
 */
export function hmacDigest(algorithm: HashAlgorithm, key: Buffer, pieces: readonly Buffer[]): Buffer {
  const hmac = createHmac(algorithm, key);
  for (const piece of pieces) hmac.update(piece);
  return hmac.digest();
}
