import { publicKeyOf, signed } from './braintree.signature.js';
import type { KeyedHandshake } from '../kit/built-in.js';

/** Nothing but this is signed for a caller: the same key signs notifications, which are base64 and far longer. */
const CHALLENGE = /^[a-f0-9]{20,32}$/;

/**
 * Braintree wants its challenge signed before it saves the URL.
 * Source: https://developer.paypal.com/braintree/docs/guides/webhooks/create
 */
export const destinationCheck: KeyedHandshake = {
  name: 'bt_challenge',
  isSigned: false,
  secrets: { asks: (value) => ({ method: 'GET', url: `/?bt_challenge=${encodeURIComponent(value)}` }) },
  answer({ method, query }, { secrets, options }) {
    const challenge = query.get('bt_challenge') ?? '';
    const [secret] = secrets;
    if (method !== 'GET' || secret === undefined || !CHALLENGE.test(challenge)) return null;
    const signature = signed(secret, challenge).toString('hex');
    return { status: 200, contentType: 'text/plain', body: `${publicKeyOf(options)}|${signature}` };
  },
};
