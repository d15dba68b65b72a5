import { createHash } from 'node:crypto';
import type { InboundRequest } from '@kanca/core';
import type { OpenView } from '../kit/built-in.js';
import type { Handshake } from '../kit/index.js';

const CODE = /^[\w-]{1,128}$/;

/**
 * eBay proves that the URL is ours: a GET with a code, which it wants back hashed together with the token that both know and the URL.
 * Whoever asks gets such a hash, and could try tokens against it: hence the length that tokens must have. It signs nothing else.
 * Source: https://developer.ebay.com/marketplace-account-deletion
 */
export const challenge: Handshake = {
  name: 'challenge',
  isSigned: false,
  answer(request, view) {
    const codes = request.query.getAll('challenge_code');
    const [code = ''] = codes;
    const token = view.options['verificationToken'];
    if (request.method !== 'GET' || codes.length !== 1 || !CODE.test(code) || typeof token !== 'string') return null;
    const challengeResponse = createHash('sha256')
      .update(code)
      .update(token)
      .update(urlOf(request, view))
      .digest('hex');
    return { status: 200, contentType: 'application/json', body: JSON.stringify({ challengeResponse }) };
  },
};

/** The URL as it is written at eBay: a single other character makes another hash. */
function urlOf({ url }: InboundRequest, { options, publicUrl }: OpenView): string {
  const registered = options['url'];
  const [path = ''] = url.split('?');
  return typeof registered === 'string' ? registered : publicUrl + path;
}
