import { createHash } from 'node:crypto';

/** The size of every key. */
export const KEY_BYTES = 32;

/** A key of AES-256, and a name for it that gives nothing away. Printing it shows the name only. */
export class EncryptionKey {
  /** The first 8 hex digits of the key's SHA-256. */
  readonly id: string;
  readonly #bytes: Buffer;

  /** @throws RangeError when it is not 32 bytes */
  constructor(bytes: Buffer) {
    if (bytes.length !== KEY_BYTES)
      throw new RangeError(`an encryption key has ${String(KEY_BYTES)} bytes, not ${String(bytes.length)}`);
    this.id = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
    this.#bytes = bytes;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }
}

/** Keys, newest first: the first one seals, all of them open. */
export type KeyRing = readonly [EncryptionKey, ...EncryptionKey[]];
