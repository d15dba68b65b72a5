import { withoutTrailing } from '@kanca/core';
import { percentEncoded } from '../formats/percent-encoded.js';
import type { Notification } from './notification-writer.js';

const MASK = '••••••';
/** Shorter ones would blot out half of an answer, and are no secrets. */
const MIN_SECRET_LENGTH = 6;
/** Passwords of 3 characters and more are masked; masking shorter ones would hide ordinary words. */
const MIN_PASSWORD_LENGTH = 3;

/** Takes nothing out: most notifications hold no credential. */
export const NOTHING_REDACTED = (text: string): string => text;

/** Takes the credentials of a notification out of texts: an endpoint may repeat what it was sent, and attempts are stored and shown. */
export function redactor({
  url,
  headers,
  confidential,
}: Pick<Notification, 'url' | 'headers' | 'confidential'>): (text: string) => string {
  const start = url.indexOf('?');
  if (confidential.length === 0 && start === -1) return NOTHING_REDACTED;
  const pairs = start === -1 ? [] : pairsOf(url.slice(start + 1));
  const ofHeaders = confidential.flatMap((name) => secretsIn(headers[name] ?? ''));
  const secrets = [...ofHeaders, ...pairs.flatMap(({ values }) => values)].flatMap(formsOf);
  const masks = new Map(secrets.map((secret) => [secret, MASK]));
  // A short value is no secret by itself; where an endpoint repeats its URL, it is masked as the URL is.
  for (const { pair, shown } of pairs) masks.set(pair, shown);
  // The longest first: a part that is taken out of a whole would leave the rest of it.
  const longestFirst = [...masks].sort(([a], [b]) => b.length - a.length);
  return (text) => longestFirst.reduce((rest, [secret, mask]) => rest.replaceAll(secret, mask), text);
}

interface QueryPair {
  /** As it stands in the URL. */
  readonly pair: string;
  readonly shown: string;
  /** Its value, as it is written and decoded, where it is long enough to be a secret. */
  readonly values: readonly string[];
}

/** The pairs of a query that have a value: many endpoints take a token there. */
function pairsOf(query: string): readonly QueryPair[] {
  return query.split('#', 1).flatMap((whole) =>
    whole.split('&').flatMap((pair) => {
      const at = pair.indexOf('=') + 1;
      const written = pair.slice(at);
      if (written === '') return [];
      const values = [written, ...new URLSearchParams(`v=${written}`).values()];
      const shown = `${pair.slice(0, at)}${MASK}`;
      return [
        { pair: at === 0 ? `?${pair}` : pair, shown: at === 0 ? `?${shown}` : shown, values: values.filter(isLong) },
      ];
    }),
  );
}

function isLong({ length }: string): boolean {
  return length >= MIN_SECRET_LENGTH;
}

/** The value, what stands behind its scheme (`Bearer …`), the parts of a list (`a=…; b=…`), and what `Basic …` has encoded. */
function secretsIn(value: string): readonly string[] {
  const bare = value.slice(value.indexOf(' ') + 1);
  const parts = bare.split(/[\s;,]+/);
  const named = parts.map((part) => part.slice(part.indexOf('=') + 1).replace(/^"|"$/g, ''));
  const whole = [value, bare, ...parts, ...named];
  return [...whole.filter(isLong), ...basicIn(value)];
}

/** Source: RFC 7617. */
function basicIn(value: string): readonly string[] {
  const encoded = /^basic +(\S+)$/i.exec(value)?.[1];
  if (encoded === undefined) return [];
  const both = Buffer.from(encoded, 'base64').toString('utf8');
  const password = both.slice(both.indexOf(':') + 1);
  return [both, password].filter(({ length }) => length >= MIN_PASSWORD_LENGTH);
}

/**
 * What base64 makes of a secret that stands 1 or 2 bytes behind the start of a group of three, as in a whole answer that is encoded: the
 * characters that its neighbours have no part in.
 */
function insideBase64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const all = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = all.subarray(0, all.length - (all.length % 3)).toString('base64');
    const own = whole.slice(before === 0 ? 0 : 4);
    return own.length < MIN_SECRET_LENGTH ? [] : [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** A secret as it is, and as an answer may write it: in JSON, in a form, in base64, and with its bytes taken for Latin-1. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const base64 = bytes.toString('base64');
  const percent = percentEncoded(secret, /[^\w.~!*'()-]/gu);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('latin1'),
    percent,
    percent.replaceAll('%20', '+'),
    base64,
    withoutTrailing(base64, '='),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...insideBase64(bytes),
  ].filter(({ length }) => length >= MIN_PASSWORD_LENGTH);
}
