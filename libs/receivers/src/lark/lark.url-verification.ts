import { constantTimeEqual } from '@kanca/signing';
import { parseJson, textAt, valueAt } from '../kit/index.js';
import { openWithAny } from './lark.encrypted-body.js';
import type { KeyedHandshake } from '../kit/built-in.js';

const MAX_BYTES = 4_096;
const CHALLENGE = /^[\w-]{1,256}$/;

/** The request that proves the URL. It comes unsigned, but with the verification token, or closed with the encrypt key. */
export const urlVerification: KeyedHandshake = {
  name: 'url_verification',
  isSigned: false,
  secrets: 'compared',
  answer({ body }, { secrets }) {
    if (body.length > MAX_BYTES || secrets.length === 0) return null;
    const inside = openWithAny(body, secrets);
    const payload = payloadOf(inside ?? body);
    const challenge = textAt(payload, 'challenge');
    if (valueAt(payload, 'type') !== 'url_verification' || challenge === undefined) return null;
    const token = Buffer.from(textAt(payload, 'token') ?? '');
    const isKnown = inside !== null || secrets.some((secret) => constantTimeEqual(Buffer.from(secret), token));
    if (!isKnown || !CHALLENGE.test(challenge)) return null;
    return { status: 200, contentType: 'application/json', body: JSON.stringify({ challenge }) };
  },
};

function payloadOf(bytes: Buffer): unknown {
  try {
    return parseJson(bytes);
  } catch {
    return undefined;
  }
}
