import type { Handshake } from '../kit/index.js';

const ORIGIN = /^[a-z0-9.-]{1,253}$/i;
const RATE = /^\d{1,9}$/;

/**
 * Before it sends anything, a sender asks with OPTIONS whether it may. Only senders that the source lists are told so.
 * Source: HTTP 1.1 Web Hooks for Event Delivery 1.0.2, section 4.
 */
export const consent: Handshake = {
  name: 'consent',
  isSigned: false,
  answer({ method, headers }, { options }) {
    const origin = headers['webhook-request-origin'];
    if (method !== 'OPTIONS' || origin === undefined || !ORIGIN.test(origin)) return null;
    const { allowedOrigins } = options;
    const allowed: readonly unknown[] = Array.isArray(allowedOrigins) ? allowedOrigins : [];
    if (!allowed.includes('*') && !allowed.includes(origin.toLowerCase()))
      return {
        status: 403,
        headers: { allow: 'POST' },
        refused: `the sender ${origin} asked whether it may send, and is not among the allowedOrigins of this source`,
      };
    const rate = headers['webhook-request-rate'];
    return {
      status: 200,
      headers: {
        allow: 'POST',
        'webhook-allowed-origin': origin,
        ...(rate === undefined || !RATE.test(rate) ? {} : { 'webhook-allowed-rate': rate }),
      },
    };
  },
};
