import { FORM_TYPE, hmac, vector } from '../../scripts/vector-tools.mjs';

export default function plivoVectors() {
  const authToken = 'invented-plivo-auth-token-0123456789';
  const path = 'https://hub.example.com/api/webhooks/incoming/plivo';
  const nonce = '12345678901234567890';
  /** @param base what is signed, written out */
  const one = (name, url, fields, base, expected, more = {}) => {
    const signature = hmac('sha256', authToken, `${base}.${nonce}`, 'base64');
    return vector({
      name,
      origin: 'own',
      by: 'plivo.com/docs, signature validation V3',
      url,
      headers: {
        ...(fields === undefined ? {} : { 'content-type': FORM_TYPE }),
        'x-plivo-signature-v3': `${hmac('sha256', 'the other token', base, 'base64')},${signature}`,
        'x-plivo-signature-v3-nonce': nonce,
      },
      body: fields === undefined ? '' : new URLSearchParams(fields).toString(),
      config: { authToken },
      expect: { events: [expected] },
      ...more,
    });
  };
  const call = { To: '15555555555', CallUUID: 'c-1', Event: 'Hangup' };
  return [
    one('call', path, call, `${path}?CallUUIDc-1EventHangupTo15555555555`, {
      id: 'c-1:Hangup',
      type: 'plivo.Hangup',
      subject: 'c-1',
    }),
    one('query-and-form', `${path}?foo=bar&a=1`, call, `${path}?a=1&foo=bar.CallUUIDc-1EventHangupTo15555555555`, {
      id: 'c-1:Hangup',
      type: 'plivo.Hangup',
    }),
    one(
      'exotic-characters',
      path,
      { MessageUUID: 'm-1', Type: 'sms', Text: 'Zürich 🚀 $& 100%' },
      `${path}?MessageUUIDm-1TextZürich 🚀 $& 100%Typesms`,
      {
        id: 'm-1',
        type: 'plivo.message',
      },
    ),
    one(
      'by-get',
      `${path}?Status=delivered&MessageUUID=m-1`,
      undefined,
      `${path}?MessageUUID=m-1&Status=delivered`,
      {
        id: 'm-1:delivered',
        type: 'plivo.delivered',
      },
      { method: 'GET' },
    ),
  ];
}
