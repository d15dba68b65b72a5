import { textAt, parseJson } from '../kit/index.js';
import type { Handshake } from '../kit/index.js';

const MAX_BYTES = 1_024;
const CHALLENGE = /^[\w-]{1,256}$/;

/** monday asks whether the URL is ours, and wants to hear the same. Says nothing that the caller does not know. */
export const challenge: Handshake = {
  name: 'challenge',
  isSigned: false,
  answer({ body }) {
    const payload = body.length > MAX_BYTES ? null : parsed(body);
    const value = textAt(payload, 'challenge') ?? '';
    const isAlone = Object.keys(payload ?? {}).length === 1;
    if (!isAlone || !CHALLENGE.test(value)) return null;
    return { status: 200, contentType: 'application/json', body: JSON.stringify({ challenge: value }) };
  },
};

function parsed(body: Buffer): unknown {
  try {
    return parseJson(body);
  } catch {
    return null;
  }
}
