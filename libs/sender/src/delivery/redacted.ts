import type { Notification } from './notification-writer.js';

const MASK = '••••••';
/** Shorter ones would blot out half of an answer, and are no secrets. */
const MIN_SECRET_LENGTH = 6;

/** Takes the credentials of a notification out of texts: an endpoint may repeat what it was sent, and attempts are stored and shown. */
export function redactor({
  headers,
  confidential,
}: Pick<Notification, 'headers' | 'confidential'>): (text: string) => string {
  const secrets = confidential.flatMap((name) => secretsIn(headers[name] ?? ''));
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
}

/** The value, and what stands behind its scheme: `Bearer …`, `Basic …`. */
function secretsIn(value: string): readonly string[] {
  const bare = value.slice(value.indexOf(' ') + 1);
  return [...new Set([value, bare])].filter(({ length }) => length >= MIN_SECRET_LENGTH);
}
