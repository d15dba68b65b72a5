import { createCipheriv, createDecipheriv } from 'node:crypto';
import { KancaError, SystemRandomness, type Randomness } from '@kanca/core';
import type { EncryptionKey, KeyRing } from './encryption-key.js';
import { parseEncryptionKeys } from './parse-encryption-keys.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;

/**
 * Seals secrets for the database: AES-256-GCM under a ring of keys. Each is bound to its row, so one that is copied to another row
 * does not open there. Sealed text is `v1.<key id>.<base64url of iv, ciphertext and tag>`.
 * @example
 * const sealed = vault.seal('whsec_…', `sources/${tenant}/${id}`);
 * vault.open(sealed, `sources/${tenant}/${id}`); // 'whsec_…'
 */
export class SecretVault {
  readonly #ring: KeyRing;

  constructor(
    ring: KeyRing,
    private readonly randomness: Randomness,
  ) {
    this.#ring = ring;
  }

  /**
   * @param keys 32 bytes each in base64 or hex, separated by commas, newest first: `openssl rand -base64 32` makes one
   * @param origin where the text comes from, for messages
   * @throws KancaError `invalid_request` that names every wrong key by its place, and shows none
   */
  static withKeys(keys: string, origin = 'the encryption keys'): SecretVault {
    return new SecretVault(parseEncryptionKeys(keys, origin), new SystemRandomness());
  }

  /** @param context names the row and the field, and never changes as long as the secret is kept */
  seal(secret: string, context: string): string {
    const [key] = this.#ring;
    const iv = this.randomness.bytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, key.bytes, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(additionalData(key.id, context));
    const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return `v1.${key.id}.${Buffer.concat([iv, ciphertext, cipher.getAuthTag()]).toString('base64url')}`;
  }

  /**
   * @param context the one that it was sealed with
   * @throws KancaError `internal` when the key is not in the ring, the text was changed, or it was sealed for another row
   */
  open(sealed: string, context: string): string {
    const { keyId, payload } = parse(sealed, context);
    const key = this.#ring.find(({ id }) => id === keyId);
    if (key === undefined)
      throw new KancaError(
        'internal',
        `The secret of ${context} was sealed with the key ${keyId}, which is not in the ring: ` +
          'add that key to the end of KANCA_ENCRYPTION_KEYS.',
      );
    const secret = decrypt(key, payload, context);
    if (secret === null) throw unreadable(context, 'it was changed, or it was sealed for another row');
    return secret;
  }

  /** Whether the key is in the ring, by the id that sealed texts carry. */
  hasKey(keyId: string): boolean {
    return this.#ring.some(({ id }) => id === keyId);
  }

  /** Whether it was sealed with an older key than the newest, so that it should be sealed again. */
  needsReseal(sealed: string): boolean {
    return SEALED.exec(sealed)?.[1] !== this.#ring[0].id;
  }
}

function parse(sealed: string, context: string): { readonly keyId: string; readonly payload: Buffer } {
  const [, keyId, text] = SEALED.exec(sealed) ?? [];
  if (keyId === undefined || text === undefined)
    throw unreadable(context, 'it is not in the form that the vault writes');
  const payload = Buffer.from(text, 'base64url');
  // One text for one secret: base64url forgives stray bits at the end, and we do not.
  if (payload.length < IV_BYTES + TAG_BYTES || payload.toString('base64url') !== text)
    throw unreadable(context, 'it was cut short or changed');
  return { keyId, payload };
}

/** Null when the tag does not fit. The reason is kept from the caller on purpose: it could help nobody but an attacker. */
function decrypt(key: EncryptionKey, payload: Buffer, context: string): string | null {
  const decipher = createDecipheriv(CIPHER, key.bytes, payload.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(key.id, context));
  decipher.setAuthTag(payload.subarray(-TAG_BYTES));
  const start = decipher.update(payload.subarray(IV_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([start, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function additionalData(keyId: string, context: string): Buffer {
  return Buffer.from(`v1.${keyId}.${context}`, 'utf8');
}

function unreadable(context: string, reason: string): KancaError {
  return new KancaError('internal', `The secret of ${context} cannot be opened: ${reason}. Set the secret again.`);
}
