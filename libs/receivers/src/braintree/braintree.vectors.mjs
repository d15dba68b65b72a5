import { createHash } from 'node:crypto';
import { base64, FORM_TYPE, hmac, vector } from '../../scripts/vector-tools.mjs';

export default function braintreeVectors() {
  const config = { publicKey: 'inventedpublickey', privateKey: 'invented0private0key' };
  const key = createHash('sha1').update(config.privateKey).digest();
  const common = { origin: 'own', by: 'developer.paypal.com/braintree/docs/guides/webhooks/parse', config };
  const time = '2025-10-09T08:53:20Z';
  const posted = (name, kind, subject, { end = '\n', signedEnd = end, others = '', id = 's1' } = {}) => {
    const xml = `<notification>
  <timestamp type="datetime">${time}</timestamp>
  <kind>${kind}</kind>
  <subject>${subject}</subject>
</notification>`;
    const payload = base64(xml);
    const signature = hmac('sha1', key, payload + signedEnd);
    const fields = { bt_signature: `${others}${config.publicKey}|${signature}`, bt_payload: payload + end };
    const body = new URLSearchParams(fields).toString();
    const hash = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    const expected = { id: hash, type: `braintree.${kind}`, subject: id, time: '2025-10-09T08:53:20.000Z' };
    return vector({ ...common, name, headers: { 'content-type': FORM_TYPE }, body, expect: { events: [expected] } });
  };
  const subscription = '<subscription><id>s1</id><transactions type="array"/></subscription>';
  return [
    posted('subscription', 'subscription_went_past_due', subscription),
    posted('exotic-characters', 'dispute_opened', '<dispute><id>s1</id><note>Zürich 🚀 $&amp; 100%</note></dispute>'),
    posted('lost-line-break', 'subscription_canceled', subscription, { end: '', signedEnd: '\n' }),
    posted('several-keys', 'subscription_canceled', subscription, { others: 'another|00&' }),
    posted('check', 'check', '<check type="boolean">true</check>', { id: null }),
  ];
}
