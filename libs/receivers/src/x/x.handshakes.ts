import { createHmac } from 'node:crypto';
import type { KeyedHandshake } from '../kit/built-in.js';

// The key that signs this token signs events too. X sends about 48 characters of base64; nothing longer and no other character is
// signed: at least 16 characters and one that no JSON number has, so that no token is JSON of any kind.
const TOKEN = /^(?=[A-Za-z0-9_-]*[A-DF-Za-df-z_])[A-Za-z0-9_-]{16,64}={0,2}$/;

/**
 * The challenge-response check: a GET with a token, which X wants back under an HMAC. It says nothing that helps anyone without the
 * secret.
 * Source: docs.x.com/x-api/webhooks, "Challenge-Response Checks (CRC)".
 */
export const crc: KeyedHandshake = {
  name: 'crc',
  isSigned: false,
  secrets: { asks: (value) => ({ method: 'GET', url: `/?crc_token=${encodeURIComponent(value)}` }) },
  answer({ method, query }, { secrets: [secret] }) {
    const tokens = query.getAll('crc_token');
    const [token = ''] = tokens;
    if (method !== 'GET' || secret === undefined || tokens.length !== 1 || !TOKEN.test(token)) return null;
    const digest = createHmac('sha256', secret).update(token).digest('base64');
    return {
      status: 200,
      contentType: 'application/json',
      body: JSON.stringify({ response_token: `sha256=${digest}` }),
    };
  },
};
