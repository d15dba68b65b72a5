import { KancaError } from './kanca-error.js';
import type { Clock } from './clock.js';
import type { Randomness } from './randomness.js';

/** What an id names. The prefix makes a pasted id explain itself. */
export type IdPrefix =
  'evt' | 'src' | 'sub' | 'dlv' | 'att' | 'rej' | 'rpl' | 'key' | 'hdl' | 'sec' | 'lse' | 'usr' | 'ses';

/** A public id: prefix, underscore, 26 characters of Crockford base32 (a UUIDv7, so ids sort by time). */
export type Id<P extends IdPrefix = IdPrefix> = `${P}_${string}`;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const VALUES = new Map(Array.from(ALPHABET, (character, value) => [character, BigInt(value)]));
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUIDv7 (RFC 9562): 48 bits of milliseconds, then randomness. */
export function newUuid(clock: Clock, randomness: Randomness): string {
  const bytes = randomness.bytes(16);
  bytes.writeUIntBE(clock.now(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** `evt_06c…` for a UUID. */
export function toId<P extends IdPrefix>(prefix: P, uuid: string): Id<P> {
  let text = `${prefix}_`;
  // 128 bits in 26 digits of 5: the first digit holds the 3 that are over. In numbers, because every event passes here.
  let held = 0;
  let bits = 2;
  for (let index = 0; index < uuid.length; index++) {
    const digit = hexDigit(uuid.charCodeAt(index));
    if (digit < 0) continue;
    held = (held << 4) | digit;
    bits += 4;
    if (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt(held >> bits);
      held &= (1 << bits) - 1;
    }
  }
  return text as Id<P>;
}

/** -1 for a dash. */
function hexDigit(code: number): number {
  if (code === 45) return -1;
  return code < 58 ? code - 48 : (code | 32) - 87;
}

/** The UUID inside a public id, or null when the text is not such an id. */
export function parseId(prefix: IdPrefix, id: string): string | null {
  if (!id.startsWith(`${prefix}_`) || id.length !== prefix.length + 27) return null;
  let value = 0n;
  for (const character of id.slice(prefix.length + 1).toLowerCase()) {
    const digit = VALUES.get(character);
    if (digit === undefined) return null;
    value = (value << 5n) | digit;
  }
  const hex = value.toString(16).padStart(32, '0');
  if (hex.length !== 32) return null;
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return UUID.test(uuid) ? uuid : null;
}

/**
 * The UUID inside a public id.
 * @throws KancaError `not_found` (404): an id of another shape cannot name anything that exists.
 */
export function uuidOf(prefix: IdPrefix, id: string): string {
  const uuid = parseId(prefix, id);
  if (uuid === null)
    throw new KancaError(
      'not_found',
      `${JSON.stringify(id.slice(0, 64))} is no id: expected ${prefix}_ and 26 characters.`,
    );
  return uuid;
}
