import { escape } from 'node:querystring';
import { headerOf } from '../kit/built-in.js';
import { at, inHeader, SignatureError } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { Part } from '../kit/built-in.js';

export const SIGNED_HEADERS = 'x-contentful-signed-headers';
export const TIMESTAMP_HEADER = 'x-contentful-timestamp';

/** It has to be among the headers that are signed. One that came twice is not among those that are there. */
export const timestamp = at({ ...inHeader(TIMESTAMP_HEADER), headers: [] });

const MAX_SIGNED_HEADERS = 50;

/**
 * What Contentful signs: method, path, the headers that it names, and the body, a line each.
 * Source: @contentful/node-apps-toolkit, signRequest().
 */
export const canonicalRequest: Part = Object.freeze({
  kind: 'contentful_request',
  headers: [],
  read: ({ request }) => [
    Buffer.from(`${request.method}\n${encodedPath(request.url)}\n`),
    Buffer.from(`${signedHeaders(request)}\n`, 'latin1'),
    request.body,
  ],
} satisfies Part);

/** The toolkit escapes the query, and then what it has escaped once more. */
function encodedPath(url: string): string {
  const [path = '', query = ''] = url.split('?');
  return encodeURI(query === '' ? path : `${path}?${escape(query)}`);
}

function signedHeaders({ headers }: InboundRequest): string {
  const names = (headers[SIGNED_HEADERS] ?? '').split(',').map((name) => name.trim().toLowerCase());
  for (const needed of [SIGNED_HEADERS, TIMESTAMP_HEADER])
    if (!names.includes(needed))
      throw new SignatureError(
        headers[SIGNED_HEADERS] === undefined ? 'header_missing' : 'signature_malformed',
        `${SIGNED_HEADERS} does not name ${needed}, which has to be signed`,
      );
  if (names.length > MAX_SIGNED_HEADERS)
    throw new SignatureError('signature_malformed', `${SIGNED_HEADERS} names more headers than there can be`);
  return names
    .map((name) => {
      const value = headerOf({ headers }, name);
      if (value === undefined)
        throw new SignatureError('header_missing', 'a header that was signed is not there, or came more than once');
      return `${name}:${value.trim()}`;
    })
    .join(';');
}
