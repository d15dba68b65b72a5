// What the <provider>.vectors.mjs scripts share: a fixed clock, and node's own crypto. Never Kanca's: the point of a vector is that
// Kanca did not sign it.
import { createHmac } from 'node:crypto';

export const NOW_SECONDS = 1_760_000_000;
export const NOW_MS = NOW_SECONDS * 1_000;
export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';

export const iso = (seconds) => new Date(seconds * 1_000).toISOString();
export const base64 = (text) => Buffer.from(text).toString('base64');
export const hmac = (algorithm, key, text, encoding = 'hex') =>
  createHmac(algorithm, key).update(text).digest(encoding);

/**
 * One vector.
 * @param body text or Buffer
 * @param events what it has to become: `{ events: [...] }`, `{ handshake: {...} }` or `{ refusedAs }`
 */
export function vector({ name, origin, by, method = 'POST', url, headers = {}, body = '', config, documents, expect }) {
  const request = { method, ...(url === undefined ? {} : { url }), headers, bodyBase64: base64(body) };
  return {
    name,
    origin,
    by,
    request,
    config,
    ...(documents === undefined ? {} : { documents }),
    nowMs: NOW_MS,
    expect,
  };
}
