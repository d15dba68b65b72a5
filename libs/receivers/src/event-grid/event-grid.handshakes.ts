import { constantTimeEqual } from '@kanca/signing';
import { textAt, valueAt } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { Handshake } from '../kit/index.js';

const HOST = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;
const RATE = /^\d{1,9}$/;

/**
 * How a subscription proves that the URL is ours: with an event that carries a code (Event Grid schema), or by asking whether it may
 * send here at all (CloudEvents schema, the abuse protection of CloudEvents' webhook specification).
 */
export const eventGridHandshakes: readonly Handshake[] = [
  {
    name: 'cloudevents_options',
    isSigned: false,
    secrets: 'compared',
    answer({ method, headers, query }, { secrets }) {
      const origin = headers['webhook-request-origin'];
      if (method !== 'OPTIONS' || origin === undefined || !HOST.test(origin)) return null;
      if (hasWrongCode(query, secrets)) return null;
      const rate = headers['webhook-request-rate'];
      const allowed = { 'webhook-allowed-origin': origin };
      const isRated = rate !== undefined && RATE.test(rate);
      return { status: 200, headers: isRated ? { ...allowed, 'webhook-allowed-rate': rate } : allowed };
    },
  },
  {
    name: 'subscription_validation',
    isSigned: true,
    answer(_request, payload) {
      const code = textAt(payload, '0', 'data', 'validationCode');
      const isValidation = valueAt(payload, '0', 'eventType') === 'Microsoft.EventGrid.SubscriptionValidationEvent';
      if (!isValidation || code === undefined) return null;
      // Azure takes 200 and no other status here.
      return {
        status: 200,
        contentType: 'application/json',
        body: JSON.stringify({ validationResponse: code }),
      };
    },
  },
];

/** The secret may stand in a header instead, which a question of this kind does not carry; but a code that is there has to be right. */
function hasWrongCode(query: InboundRequest['query'], secrets: readonly string[]): boolean {
  const code = query.get('code');
  return code !== null && !secrets.some((secret) => constantTimeEqual(Buffer.from(secret), Buffer.from(code)));
}
