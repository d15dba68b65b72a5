import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function coinbaseCommerceVectors() {
  const config = { secret: 'invented-coinbase-commerce-secret' };
  const id = '24934862-d980-46cb-9402-43c81b0cdb00';
  const time = '2025-10-09T08:53:20.000Z';
  const signed = (name, type, data) => {
    const event = {
      api_version: '2018-03-22',
      created_at: time,
      data: { code: 'C1', ...data },
      id,
      resource: 'event',
      type,
    };
    const body = JSON.stringify({ attempt_number: 1, event, id: 'd1', scheduled_for: time });
    const headers = { 'content-type': JSON_TYPE, 'x-cc-webhook-signature': hmac('sha256', config.secret, body) };
    const expected = { id, type: `coinbase-commerce.${type}`, subject: 'C1', time };
    const by = 'docs.cdp.coinbase.com/commerce/docs/webhooks-security';
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [expected] } });
  };
  return [
    signed('confirmed', 'charge:confirmed', {}),
    signed('exotic-characters', 'charge:created', { name: 'Zürich 🚀 $& 100%' }),
  ];
}
