import { createHash } from 'node:crypto';
import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function lemonsqueezyVectors() {
  const config = { secret: 'invented-lemon-secret' };
  const signed = (name, meta, attributes) => {
    const body = JSON.stringify({
      meta,
      data: { type: 'orders', id: '1', attributes: { ...attributes, updated_at: '2025-10-09T08:53:20.000000Z' } },
    });
    const headers = {
      'content-type': JSON_TYPE,
      'x-event-name': 'order_created',
      'x-signature': hmac('sha256', config.secret, body),
    };
    const expected = {
      id: `sha256:${createHash('sha256').update(body).digest('hex')}`,
      type: `lemonsqueezy.${meta.event_name ?? 'unknown'}`,
      subject: '1',
      time: '2025-10-09T08:53:20.000Z',
    };
    const by = 'docs.lemonsqueezy.com/help/webhooks/signing-requests';
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [expected] } });
  };
  return [
    signed('order', { event_name: 'order_created' }, { total: 1_990 }),
    signed('exotic-characters', { event_name: 'order_created' }, { user_name: 'Zürich 🚀 $& 100%' }),
    signed('named-by-the-header-only', {}, { total: 1_990 }),
  ];
}
