import { hmac, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function paddleVectors() {
  const config = { secret: 'invented_ntfset_0123456789' };
  const signed = (name, data, write = (h1) => `ts=${NOW_SECONDS};h1=${h1(config.secret)}`) => {
    const body = JSON.stringify({
      event_id: 'evt_01',
      event_type: 'transaction.completed',
      occurred_at: '2025-10-09T08:53:20.000Z',
      notification_id: 'ntf_01',
      data,
    });
    const h1 = (secret) => hmac('sha256', secret, `${NOW_SECONDS}:${body}`);
    const headers = { 'content-type': JSON_TYPE, 'paddle-signature': write(h1) };
    const time = '2025-10-09T08:53:20.000Z';
    const expected = { id: 'evt_01', type: 'paddle.transaction.completed', subject: 'txn_01', time };
    const by = 'developer.paddle.com/webhooks/signature-verification';
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [expected] } });
  };
  const rolled = (h1) => `ts=${NOW_SECONDS};h1=${h1('the-old-one')};h1=${h1(config.secret)}`;
  return [
    signed('transaction', { id: 'txn_01', status: 'completed' }),
    signed('exotic-characters', { id: 'txn_01', custom_data: { note: 'Zürich 🚀 $& 100%' } }),
    signed('rolled-secret', { id: 'txn_01' }, rolled),
  ];
}
