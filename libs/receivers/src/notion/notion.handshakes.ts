import { textAt, valueAt, parseJson } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { OpenHandshake } from '../kit/built-in.js';

const MAX_BYTES = 1_024;
const TOKEN = /^[\w-]{16,256}$/;

/**
 * Notion's first request: nothing but the token. It is not signed, because nobody has the key yet; so it is taken only while an
 * operator has the source wait for it.
 */
export const tokenHandover: OpenHandshake = {
  name: 'verification_token',
  isSigned: false,
  handsOver: true,
  answer(request, { hasSecret }) {
    if (hasSecret) return null;
    const token = tokenIn(request);
    return token === null ? null : { status: 200, handsOverSecret: token };
  },
};

function tokenIn({ headers, doubledHeaders, body }: InboundRequest): string | null {
  const isSigned = headers['x-notion-signature'] !== undefined || doubledHeaders.has('x-notion-signature');
  if (isSigned || body.length > MAX_BYTES) return null;
  const payload = parsed(body);
  const found = textAt(payload, 'verification_token') ?? '';
  return TOKEN.test(found) && valueAt(payload, 'type') === undefined ? found : null;
}

function parsed(body: Buffer): unknown {
  try {
    return parseJson(body);
  } catch {
    return null;
  }
}
