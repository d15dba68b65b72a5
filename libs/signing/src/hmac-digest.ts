import { createHmac, hash } from 'node:crypto';

export type HashAlgorithm = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** Bytes that each works on at a time: so long is a padded key (FIPS 180-4). */
const BLOCK_BYTES: Readonly<Record<HashAlgorithm, number>> = { sha1: 64, sha256: 64, sha384: 128, sha512: 128 };
const INNER = 0x36;
const OUTER = 0x5c;

/** Holds a padded key and a message while they are hashed, and no key after that. */
const scratch = Buffer.allocUnsafeSlow(64 * 1_024);

/**
 * The HMAC of a message that is given in pieces, so that a large body need not be copied behind its prefix.
 * Source: RFC 2104. A small message is hashed in one call, twice: the object that node makes for an HMAC costs more than its hashing.
 * @example hmacDigest('sha256', key, [Buffer.from('v0:1531420618:'), body])
 */
export function hmacDigest(algorithm: HashAlgorithm, key: Buffer, pieces: readonly Buffer[]): Buffer {
  const block = BLOCK_BYTES[algorithm];
  const length = pieces.reduce((sum, piece) => sum + piece.length, block);
  if (length > scratch.length) return largeDigest(algorithm, key, pieces);
  const short = key.length > block ? hash(algorithm, key, 'buffer') : key;
  let end = padded(short, block, INNER);
  for (const piece of pieces) end += piece.copy(scratch, end);
  const inner = hash(algorithm, scratch.subarray(0, end), 'buffer');
  end = padded(short, block, OUTER);
  end += inner.copy(scratch, end);
  const digest = hash(algorithm, scratch.subarray(0, end), 'buffer');
  scratch.fill(0, 0, block);
  return digest;
}

function largeDigest(algorithm: HashAlgorithm, key: Buffer, pieces: readonly Buffer[]): Buffer {
  const hmac = createHmac(algorithm, key);
  for (const piece of pieces) hmac.update(piece);
  return hmac.digest();
}

/** Begins the scratch with the key. @returns where the message begins */
function padded(key: Buffer, block: number, pad: number): number {
  scratch.fill(pad, key.length, block);
  for (let at = 0; at < key.length; at++) scratch[at] = (key[at] ?? 0) ^ pad;
  return block;
}
