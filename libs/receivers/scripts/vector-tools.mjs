// What the <provider>.vectors.mjs scripts share: a fixed clock, and node's own crypto. Never Kanca's: the point of a vector is that
// Kanca did not sign it.
import { createHmac } from 'node:crypto';

export const NOW_SECONDS = 1_760_000_000;
export const NOW_MS = NOW_SECONDS * 1_000;
export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** What an answer says that gives a caller's own text back. */
export const NO_SNIFFING = { 'x-content-type-options': 'nosniff' };

export const iso = (seconds) => new Date(seconds * 1_000).toISOString();
export const base64 = (text) => Buffer.from(text).toString('base64');
export const hmac = (algorithm, key, text, encoding = 'hex') =>
  createHmac(algorithm, key).update(text).digest(encoding);

/**
 * One vector. Its `body` is a text or a Buffer; its `answers` are what the provider's API says to which question; `expect` is what it
 * has to become: `{ events: [...] }`, `{ handshake: {...} }` or `{ refusedAs }`.
 */
export function vector(draft) {
  const { name, origin, by, method = 'POST', url, headers = {}, body = '', config, expect } = draft;
  const { documents, answers, provedBy } = draft;
  const request = { method, ...(url === undefined ? {} : { url }), headers, bodyBase64: base64(body) };
  return {
    name,
    origin,
    by,
    request,
    config,
    ...(documents === undefined ? {} : { documents }),
    ...(answers === undefined ? {} : { answers }),
    ...(provedBy === undefined ? {} : { provedBy }),
    nowMs: NOW_MS,
    expect,
  };
}
