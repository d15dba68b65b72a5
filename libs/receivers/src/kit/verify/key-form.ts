import { randomBytes } from 'node:crypto';
import { decodeBytes } from '@kanca/signing';

/** How a provider's secret becomes the bytes of a key. */
export interface KeyForm {
  /** `utf8`: its characters are the key. */
  readonly encoding: 'utf8' | 'hex' | 'base64';
  /** Not part of the key, and may be left out: `whsec_`. */
  readonly prefix?: string;
  /** What some senders show before the prefix: `v1,` in `v1,whsec_…`, as Supabase has it. */
  readonly before?: string;
}

/** The secret as it is written. */
export const PLAIN_KEY: KeyForm = Object.freeze({ encoding: 'utf8' });

/** The bytes of the key; null when the secret is not of that form, or is nothing but its prefix: everybody knows the empty key. */
export function keyBytes(secret: string, { encoding, prefix = '', before = '' }: KeyForm): Buffer | null {
  const start = [before + prefix, prefix].find((text) => secret.startsWith(text)) ?? '';
  const text = secret.slice(start.length);
  const bytes = encoding === 'utf8' ? Buffer.from(text) : decodeBytes(text, encoding);
  return bytes === null || bytes.length === 0 ? null : bytes;
}

/** The fault of a secret, for the person who enters it. */
export function problemOfKey(secret: string, form: KeyForm): string | null {
  if (keyBytes(secret, form) !== null) return null;
  const shape = form.prefix === undefined || form.prefix === '' ? '' : `${form.prefix} and `;
  return `has to be ${shape}a key in ${form.encoding}: was it copied whole?`;
}

/** An invented secret of that form, for tests. */
export function inventKey({ encoding, prefix = '' }: KeyForm): string {
  return prefix + randomBytes(32).toString(encoding === 'utf8' ? 'base64url' : encoding);
}
