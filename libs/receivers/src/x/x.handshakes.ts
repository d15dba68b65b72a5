import { createHmac } from 'node:crypto';
import type { Handshake } from '../kit/index.js';

// The key that signs this token signs events too: what is signed must never be able to pass for one, which is JSON.
const TOKEN = /^[A-Za-z0-9._~+/=-]{1,256}$/;

/**
 * The challenge-response check: a GET with a token, which X wants back under an HMAC. It says nothing that helps anyone without the
 * secret.
 * Source: docs.x.com/x-api/webhooks, "Challenge-Response Checks (CRC)".
 */
export const crc: Handshake = {
  name: 'crc',
  isSigned: false,
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
