import { withoutTrailing } from '@kanca/core';
import { createHash } from 'node:crypto';
import type { ClaimCheck, ClaimView } from '../kit/built-in.js';

/**
 * The `qsh` claim: the hash of method, path and query, so that a token is good for one URL only.
 * Source: developer.atlassian.com, understanding JWT for Connect apps, "Creating a query string hash".
 */
export function queryHash({ request: { method, url, query }, context }: ClaimView): string {
  const canonical = [method, canonicalPath(url, context.options['basePath']), canonicalQuery(query)].join('&');
  return createHash('sha256').update(canonical).digest('hex');
}

/**
 * `context-qsh`, the fixed value of tokens for browsers, is not taken: every user of the product has such a token.
 */
export const isForThisRequest: ClaimCheck = ({ iss, exp, qsh }, view) => {
  if (typeof exp !== 'number') return 'the token has no end';
  const { clientKey } = view.context.options;
  if (typeof clientKey === 'string' && iss !== clientKey) return 'the token is of another installation than clientKey';
  return qsh === queryHash(view) ? null : 'the token is for another URL: has the baseUrl of the app a path?';
};

function canonicalPath(url: string, basePath: unknown): string {
  const [path = ''] = url.split('?');
  const base = typeof basePath === 'string' ? withoutTrailing(basePath, '/') : '';
  const rest = path.startsWith(`${base}/`) ? path.slice(base.length) : path;
  const trimmed = rest.length > 1 && rest.endsWith('/') ? rest.slice(0, -1) : rest;
  return trimmed === '' ? '/' : trimmed.replaceAll('&', '%26');
}

/** Sorted by name; what came several times is joined with a comma that is not encoded; the token itself is left out. */
function canonicalQuery(query: URLSearchParams): string {
  return [...new Set(query.keys())]
    .filter((name) => name !== 'jwt')
    .map((name) => [encode(name), query.getAll(name).map(encode).sort().join(',')] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, values]) => `${name}=${values}`)
    .join('&');
}

/** Source: RFC 3986, section 2.3. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
