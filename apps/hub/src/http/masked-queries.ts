import { isObject, maskedUrl } from '@kanca/core';

/** A text that is a URL and nothing else: every character of it may be in its query. */
const WHOLE_URL = /^https?:\/\/\S+$/i;
/** What a URL may follow, or be followed by, in a sentence. */
const BETWEEN_WORDS = /([\s"'<>]+)/;
const URL_BEGINS = /\bhttps?:\/\//i;
/** What came from a provider, a publisher or an endpoint, and is shown as it came. */
const AS_IT_CAME: ReadonlySet<string> = new Set(['data', 'body', 'payloads', 'docs', 'setup']);
const MAX_DEPTH = 16;

/**
 * An answer of the API in which no URL shows the values of its query: many endpoints take a token there, which is a secret of the
 * subscriber. Names stay, so that one URL can be told from another. What has no such URL is given back as it is.
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
  if (WHOLE_URL.test(text) || isCallable(text)) return maskedUrl(text);
  return text.split(BETWEEN_WORDS).map(maskedWord).join('');
}

/** A text that is called as a URL, however it is written: `http:x.example` is one. */
function isCallable(text: string): boolean {
  return /^\s*https?:/i.test(text) && !/\s(?=\S)/.test(text.trim()) && URL.canParse(text);
}

/**
 * Each part of a word is looked at once. An expression that looks for a URL with a query begins anew at each `http://`, and a stranger's header
 * holds thousands of them.
 */
function maskedWord(word: string): string {
  if (!word.includes('?')) return word;
  return word
    .split('#')
    .map((part) => (URL_BEGINS.test(part.slice(0, part.indexOf('?') + 1)) ? maskedUrl(part) : part))
    .join('#');
}

function isPage(answer: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(answer['data']) && 'nextCursor' in answer;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
