import { createHash } from 'node:crypto';
import { hmac, JSON_TYPE, vector } from '../../scripts/vector-tools.mjs';

export default function adyenVectors() {
  const hmacKey = 'B1'.repeat(32);
  const docs = 'docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures';
  const sent = (name, body, events, { origin = 'own', by = docs, key = hmacKey, headers = {} } = {}) =>
    vector({
      name,
      origin,
      by,
      headers: { 'content-type': JSON_TYPE, ...headers },
      body,
      config: { hmacKey: key },
      expect: { events },
    });
  const keyBytes = Buffer.from(hmacKey, 'hex');
  const item = (more) => {
    const fields = { pspReference: 'P1', merchantAccountCode: 'Engines', merchantReference: 'cart-42', ...more };
    const whole = { amount: { value: 1_990, currency: 'EUR' }, eventCode: 'AUTHORISATION', success: 'true', ...fields };
    const { pspReference, originalReference = '', merchantAccountCode, merchantReference } = whole;
    const { value, currency } = whole.amount;
    const text = [pspReference, originalReference, merchantAccountCode, merchantReference, value, currency];
    const signature = hmac('sha256', keyBytes, [...text, whole.eventCode, whole.success].join(':'), 'base64');
    const eventDate = '2025-10-09T10:53:20+02:00';
    return { NotificationRequestItem: { ...whole, eventDate, additionalData: { hmacSignature: signature } } };
  };
  const batch = (...items) => JSON.stringify({ live: 'false', notificationItems: items });
  const time = '2025-10-09T08:53:20.000Z';
  const read = (id, type, subject) => ({ id, type: `adyen.${type}`, subject, time });
  const refund = { pspReference: 'P2', originalReference: 'P1', eventCode: 'REFUND', success: 'false' };
  const platform = JSON.stringify({
    data: { id: 'AH1' },
    environment: 'test',
    timestamp: time,
    type: 'merchant.created',
  });
  const documented = {
    pspReference: '7914073381342284',
    merchantAccountCode: 'TestMerchant',
    merchantReference: 'TestPayment-1407325143704',
    amount: { value: 1130, currency: 'EUR' },
    eventCode: 'AUTHORISATION',
    success: 'true',
    additionalData: { hmacSignature: 'coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=' },
  };
  return [
    sent('authorisation', batch(item({})), [read('P1:AUTHORISATION:true', 'AUTHORISATION', 'cart-42')]),
    sent('batch', batch(item({}), item(refund)), [
      read('P1:AUTHORISATION:true', 'AUTHORISATION', 'cart-42'),
      read('P2:REFUND:false', 'REFUND', 'cart-42'),
    ]),
    sent('exotic-characters', batch(item({ merchantReference: 'Zürich 🚀 $& 100%' })), [
      read('P1:AUTHORISATION:true', 'AUTHORISATION', 'Zürich 🚀 $& 100%'),
    ]),
    sent(
      'platform',
      platform,
      [{ ...read(`sha256:${createHash('sha256').update(platform).digest('hex')}`, 'merchant.created', 'AH1') }],
      { headers: { hmacsignature: hmac('sha256', keyBytes, platform, 'base64') } },
    ),
    sent(
      'documentation',
      batch({ NotificationRequestItem: documented }),
      [{ ...read('7914073381342284:AUTHORISATION:true', 'AUTHORISATION', documented.merchantReference), time: null }],
      { origin: 'published', key: '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056' },
    ),
  ];
}
