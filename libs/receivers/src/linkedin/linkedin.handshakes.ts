import { createHmac } from 'node:crypto';
import type { KeyedHandshake } from '../kit/built-in.js';

// Whoever asks gets their value signed, with the key that signs notifications too. A UUID is all that is signed, and it can never pass for
// the signed text of a notification, which begins with `hmacsha256=`.
const CODE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * LinkedIn proves that the URL is ours, and does so again every two hours: a GET with a code, which it wants back with its HMAC.
 * Source: https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
 */
export const challenge: KeyedHandshake = {
  name: 'challenge',
  isSigned: false,
  secrets: { asks: (value) => ({ method: 'GET', url: `/?challengeCode=${encodeURIComponent(value)}` }) },
  answer({ method, query }, { secrets: [secret] }) {
    const codes = query.getAll('challengeCode');
    const [challengeCode = ''] = codes;
    if (method !== 'GET' || secret === undefined || codes.length !== 1 || !CODE.test(challengeCode)) return null;
    const challengeResponse = createHmac('sha256', secret).update(challengeCode).digest('hex');
    return { status: 200, contentType: 'application/json', body: JSON.stringify({ challengeCode, challengeResponse }) };
  },
};
