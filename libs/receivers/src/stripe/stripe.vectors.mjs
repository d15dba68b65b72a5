import Stripe from 'stripe';
import { base64, iso, NOW_MS, NOW_SECONDS } from '../../scripts/vector-tools.mjs';

export default function stripeVectors() {
  const secret = 'whsec_invented0123456789abcdef0123456789';
  const stripe = new Stripe('sk_test_invented');
  const by = 'stripe@23.1.0 webhooks.generateTestHeaderString()';
  const signed = (payload, key = secret) =>
    stripe.webhooks.generateTestHeaderString({ payload, secret: key, timestamp: NOW_SECONDS });
  const event = (type, object, more = {}) =>
    JSON.stringify({
      id: 'evt_1NG8Du2eZvKYlo2CUI79vXWy',
      object: 'event',
      api_version: '2025-09-30.clover',
      created: NOW_SECONDS - 5,
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: { id: 'req_1', idempotency_key: null },
      type,
      ...more,
    });

  const vector = (name, payload, expected, { signature = signed(payload), config = { secret } } = {}) => {
    // The SDK judges with its own tolerance, at the time of the vector.
    stripe.webhooks.signature.verifyHeader(payload, signature, config.secret, 300, undefined, NOW_MS);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0',
      'stripe-signature': signature,
    };
    const request = { method: 'POST', headers, bodyBase64: base64(payload) };
    return { name, origin: 'sdk-signed', by, request, config, nowMs: NOW_MS, expect: { events: [expected] } };
  };
  const read = (type, subject) => ({
    id: 'evt_1NG8Du2eZvKYlo2CUI79vXWy',
    type: `stripe.${type}`,
    subject,
    time: iso(NOW_SECONDS - 5),
  });

  const paid = event('payment_intent.succeeded', {
    id: 'pi_3',
    object: 'payment_intent',
    amount: 2_000,
    currency: 'eur',
  });
  const invoice = event('invoice.paid', { id: 'in_1', object: 'invoice', description: 'Zürich 🚀 & $1' });
  const pretty = JSON.stringify(JSON.parse(event('charge.refunded', { id: 'ch_1', object: 'charge' })), null, 2);
  const connect = event('charge.succeeded', { id: 'ch_2', object: 'charge' }, { account: 'acct_1' });
  const thin = JSON.stringify({
    id: 'evt_test_65RM8sQH2oXnebF5Rpc16RJyfa2xSQLHJJh1sxm7H0KI92',
    object: 'v2.core.event',
    type: 'v1.billing.meter.error_report_triggered',
    created: '2025-10-09T08:53:19.000Z',
    livemode: false,
    related_object: { id: 'mtr_1', type: 'billing.meter', url: '/v1/billing/meters/mtr_1' },
  });
  const v1 = (header) => header.split(',').find((entry) => entry.startsWith('v1='));
  return [
    vector('payment-intent-succeeded', paid, read('payment_intent.succeeded', 'pi_3')),
    vector('exotic-characters', invoice, read('invoice.paid', 'in_1')),
    vector('indented', pretty, read('charge.refunded', 'ch_1')),
    vector('connect', connect, read('charge.succeeded', 'ch_2')),
    vector('rolled-secret-first', paid, read('payment_intent.succeeded', 'pi_3'), {
      signature: `${signed(paid)},${v1(signed(paid, 'whsec_the_old_one'))}`,
    }),
    vector('rolled-secret-last', paid, read('payment_intent.succeeded', 'pi_3'), {
      signature: `${signed(paid, 'whsec_the_old_one')},${v1(signed(paid))},v0=${'0'.repeat(64)}`,
    }),
    vector('thin-event', thin, {
      id: 'evt_test_65RM8sQH2oXnebF5Rpc16RJyfa2xSQLHJJh1sxm7H0KI92',
      type: 'stripe.v1.billing.meter.error_report_triggered',
      subject: 'mtr_1',
      time: '2025-10-09T08:53:19.000Z',
    }),
  ];
}
