import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function onfidoVectors() {
  const webhookToken = 'invented-onfido-token-0123456789';
  const one = (name, action, status) => {
    const object = { id: 'c1', status, completed_at_iso8601: iso(NOW_SECONDS), href: 'https://api.eu.onfido.com/x' };
    const body = JSON.stringify({ payload: { resource_type: 'check', action, object } });
    return vector({
      name,
      origin: 'own',
      by: 'documentation.onfido.com/api/latest/#verifying-webhook-signatures',
      url: 'https://hub.example.com/api/webhooks/incoming/onfido',
      headers: { 'content-type': JSON_TYPE, 'x-sha2-signature': hmac('sha256', webhookToken, body) },
      body,
      config: { webhookToken },
      expect: { events: [{ id: `c1:${action}`, type: `onfido.${action}`, subject: 'c1', time: iso(NOW_SECONDS) }] },
    });
  };
  return [
    one('check', 'check.completed', 'complete'),
    one('exotic-characters', 'report.completed', 'Zürich 🚀 $& 100%'),
  ];
}
