import { constantTimeEqual } from '@kanca/signing';
import type { UnsignedHandshake } from '../kit/index.js';

/** What is given back has no character that could mean something. */
const CHALLENGE = /^[\w.~-]{1,256}$/;

/**
 * Meta asks whether the URL belongs to whoever knows the verify token, and wants its challenge back.
 * Source: https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests
 */
export const verificationRequest: UnsignedHandshake = {
  name: 'hub_challenge',
  isSigned: false,
  answer({ method, query }, { options }) {
    if (method !== 'GET' || query.get('hub.mode') !== 'subscribe') return null;
    const known = options['verifyToken'];
    const presented = Buffer.from(query.get('hub.verify_token') ?? '');
    const challenge = query.get('hub.challenge') ?? '';
    const isOurs = typeof known === 'string' && constantTimeEqual(Buffer.from(known), presented);
    if (!isOurs || !CHALLENGE.test(challenge)) return { status: 403 };
    const headers = { 'x-content-type-options': 'nosniff' };
    return { status: 200, contentType: 'text/plain', headers, body: challenge };
  },
};
