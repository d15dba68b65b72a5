import { KancaError } from '@kanca/core';
import { EncryptionKey, KEY_BYTES } from './encryption-key.js';
import type { KeyRing } from './encryption-key.js';

const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^[a-z0-9+/_-]+={0,2}$/i;
const EXPECTED =
  'Expected are keys of 32 bytes in base64 or hex, separated by commas, newest first: make one with "openssl rand -base64 32".';

/**
 * Reads a key ring: keys of 32 bytes in base64 or hex, separated by commas, newest first. A message never shows a key.
 * @param origin where the text comes from, for messages
 * @throws KancaError `invalid_request` that names every wrong key by its place
 */
export function parseEncryptionKeys(text: string, origin = 'KANCA_ENCRYPTION_KEYS'): KeyRing {
  const parts = text.split(/[,\s]+/).filter((part) => part !== '');
  const keys: EncryptionKey[] = [];
  const problems: string[] = [];
  for (const [index, part] of parts.entries()) {
    const key = parseKey(part);
    const place = `key ${String(index + 1)} of ${String(parts.length)}`;
    if (typeof key === 'string') problems.push(`${place} ${key}`);
    else if (keys.some(({ id }) => id === key.id)) problems.push(`${place} is there twice`);
    else keys.push(key);
  }
  const [newest, ...older] = keys;
  if (parts.length === 0) problems.push('holds no key');
  if (newest !== undefined && problems.length === 0) return [newest, ...older];
  throw new KancaError('invalid_request', `${origin}: ${problems.join('; ')}. ${EXPECTED}`, {
    problems: problems.map((problem) => ({ field: origin, problem })),
  });
}

function parseKey(text: string): EncryptionKey | string {
  const isHex = HEX.test(text);
  if (!isHex && !BASE64.test(text)) return 'is neither base64 nor hex';
  const bytes = Buffer.from(text, isHex ? 'hex' : 'base64');
  return bytes.length === KEY_BYTES ? new EncryptionKey(bytes) : `has ${String(bytes.length)} bytes`;
}
