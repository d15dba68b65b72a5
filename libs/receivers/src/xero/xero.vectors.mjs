import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function xeroVectors() {
  const config = { webhookKey: 'invented+xero/webhooks+key==' };
  const signed = (name, payload, expect) => {
    const body = JSON.stringify(payload);
    const signature = hmac('sha256', config.webhookKey, body, 'base64');
    const headers = { 'content-type': JSON_TYPE, 'x-xero-signature': signature };
    const by = 'developer.xero.com/documentation/guides/webhooks/overview';
    return vector({ name, origin: 'own', by, headers, body, config, expect });
  };
  const eventOf = (resourceId, eventCategory, eventType, more) => ({
    resourceId,
    eventDateUtc: '2025-10-09T08:53:20.128',
    eventType,
    eventCategory,
    tenantId: 't1',
    ...more,
  });
  const read = (id, type, subject) => ({ id, type: `xero.${type}`, subject, time: '2025-10-09T08:53:20.128Z' });
  const batch = [eventOf('r1', 'INVOICE', 'UPDATE'), eventOf('r2', 'CONTACT', 'CREATE')];
  const exotic = eventOf('r1', 'CONTACT', 'UPDATE', { resourceUrl: 'https://api.xero.com/Zürich 🚀 $& 100%' });
  return [
    signed(
      'batch',
      { events: batch, firstEventSequence: 7, lastEventSequence: 8, entropy: 'x' },
      { events: [read('7:r1', 'INVOICE.UPDATE', 'r1'), read('8:r2', 'CONTACT.CREATE', 'r2')] },
    ),
    signed(
      'exotic-characters',
      { events: [exotic], firstEventSequence: 9, lastEventSequence: 9, entropy: 'x' },
      { events: [read('9:r1', 'CONTACT.UPDATE', 'r1')] },
    ),
    signed(
      'intent-to-receive',
      { events: [], firstEventSequence: 0, lastEventSequence: 0, entropy: 'invented' },
      { handshake: { status: 200 } },
    ),
  ];
}
