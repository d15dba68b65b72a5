import type { OpenHandshake } from '../kit/built-in.js';

const SECRET = /^[\x21-\x7e]{16,256}$/;

/**
 * Asana's first request: a secret in `X-Hook-Secret`, which is to be sent back. It is not signed, because nobody has the key yet; so
 * it is taken only while an operator has the source wait for it.
 * Source: developers.asana.com/docs/webhooks-guide, "The webhook handshake".
 */
export const secretHandover: OpenHandshake = {
  name: 'x-hook-secret',
  isSigned: false,
  handsOver: true,
  answer({ method, headers, doubledHeaders }, { hasSecret }) {
    const secret = headers['x-hook-secret'] ?? '';
    const isSigned = headers['x-hook-signature'] !== undefined || doubledHeaders.has('x-hook-signature');
    if (method !== 'POST' || hasSecret || isSigned || !SECRET.test(secret)) return null;
    return { status: 200, headers: { 'x-hook-secret': secret }, handsOverSecret: secret };
  },
};
