import { createHmac } from 'node:crypto';
import { body, concat, hmac, header, textAt, valueAt, SignatureError } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { HandshakeView } from '../kit/built-in.js';
import type { Handshake, Scheme } from '../kit/index.js';

export const ZOOM_TOLERANCE_SECONDS = 300;

const TIMESTAMP = header('x-zm-request-timestamp');
// The key that signs a token signs events too: what is signed must never be able to pass for one, which begins with `v0:`.
const PLAIN_TOKEN = /^[A-Za-z0-9_-]{1,128}$/;

export const zoomScheme: Scheme = hmac({
  algorithm: 'sha256',
  header: 'x-zm-signature',
  prefix: 'v0=',
  signed: concat('v0:', TIMESTAMP, ':', body),
  timestamp: { from: TIMESTAMP, unit: 'seconds', toleranceSeconds: ZOOM_TOLERANCE_SECONDS },
});

/**
 * Zoom proves that the URL is ours: it sends a token, signed, and wants it back under an HMAC.
 * Source: developers.zoom.us/docs/api/webhooks, "Validate your webhook endpoint".
 */
export const urlValidation: Handshake = {
  name: 'endpoint.url_validation',
  isSigned: true,
  answer(request, payload, view) {
    const plainToken = textAt(payload, 'payload', 'plainToken') ?? '';
    if (valueAt(payload, 'event') !== 'endpoint.url_validation' || !PLAIN_TOKEN.test(plainToken)) return null;
    // While a secret is rolled, the one that Zoom used is the one it knows.
    const secret = view.secrets.find((candidate) => signed(request, candidate, view)) ?? '';
    const encryptedToken = createHmac('sha256', secret).update(plainToken).digest('hex');
    return { status: 200, contentType: 'application/json', body: JSON.stringify({ plainToken, encryptedToken }) };
  },
};

function signed(request: InboundRequest, secret: string, view: HandshakeView): boolean {
  try {
    void zoomScheme.verify(request, [secret], view);
    return true;
  } catch (error) {
    if (error instanceof SignatureError) return false;
    throw error;
  }
}
