import { isObject, maskedUrl } from '@kanca/core';

/** A text that is a URL and nothing else: every character of it may be in its query. */
const WHOLE_URL = /^https?:\/\/\S+$/i;
/** A URL with a query, wherever it stands in a text. */
const WITH_QUERY = /\bhttps?:\/\/[^\s"'<>?#]*\?[^\s"'<>#]*/gi;
/** What came from a provider, a publisher or an endpoint, and is shown as it came. */
const AS_IT_CAME: ReadonlySet<string> = new Set(['data', 'body', 'payloads', 'docs', 'setup']);
const MAX_DEPTH = 16;

/**
 * An answer of the API in which no URL shows the values of its query: many endpoints take a token there, which is a secret of whoever
 * subscribed. Names stay, so that one URL can be told from another. What has no such URL is given back as it is.
 * @example withMaskedQueries({ uri: 'https://x.example/hook?token=abc' }) // { uri: 'https://x.example/hook?token=••••••' }
 */
export function withMaskedQueries(answer: unknown, depth = 0): unknown {
  if (typeof answer === 'string') return maskedText(answer);
  if (depth > MAX_DEPTH) return answer;
  if (Array.isArray(answer)) return answer.map((item: unknown) => withMaskedQueries(item, depth + 1));
  if (!isObject(answer) || !isPlain(answer)) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      // The lists of the API have their rows in `data`; an event has there what its sender wrote.
      AS_IT_CAME.has(name) && !isPage(answer) ? value : withMaskedQueries(value, depth + 1),
    ]),
  );
}

function maskedText(text: string): string {
  if (!text.includes('?')) return text;
  return WHOLE_URL.test(text) ? maskedUrl(text) : text.replace(WITH_QUERY, maskedUrl);
}

function isPage(answer: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(answer['data']) && 'nextCursor' in answer;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
