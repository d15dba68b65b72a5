import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function gocardlessVectors() {
  const config = { secret: 'invented-gocardless-secret' };
  const time = '2025-10-09T08:53:20.000Z';
  const signed = (name, events) => {
    const body = JSON.stringify({
      events: events.map((event) => ({ created_at: time, ...event })),
      meta: { webhook_id: 'WB1' },
    });
    const headers = {
      'content-type': JSON_TYPE,
      origin: 'https://api.gocardless.com',
      'webhook-signature': hmac('sha256', config.secret, body),
    };
    const expected = events.map(({ id, resource_type: resource, action, links }) => ({
      id,
      type: `gocardless.${resource}.${action}`,
      subject: Object.values(links)[0],
      time,
    }));
    const by = 'developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks';
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: expected } });
  };
  const paid = { id: 'EV1', resource_type: 'payments', action: 'confirmed', links: { payment: 'PM1' } };
  const cancelled = { id: 'EV2', resource_type: 'mandates', action: 'cancelled', links: { mandate: 'MD1' } };
  return [
    signed('payment', [paid]),
    signed('batch', [paid, cancelled]),
    signed('exotic-characters', [{ ...paid, details: { description: 'Zürich 🚀 $& 100%' } }]),
  ];
}
