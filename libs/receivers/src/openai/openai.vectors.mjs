import { createHmac } from 'node:crypto';
import { iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

const ID = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';

export default function openaiVectors() {
  const secret = 'whsec_aW52ZW50ZWQtb3BlbmFpLXNlY3JldC0wMDAwMDE=';
  const by = 'platform.openai.com/docs/guides/webhooks (Standard Webhooks)';
  const v1 = (body, key = secret) =>
    `v1,${createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
      .update(`${ID}.${NOW_SECONDS}.${body}`)
      .digest('base64')}`;
  const signed = (name, payload, event, { body = JSON.stringify(payload), signature = v1(body), ...more } = {}) => {
    const headers = {
      'content-type': JSON_TYPE,
      'webhook-id': ID,
      'webhook-timestamp': String(NOW_SECONDS),
      'webhook-signature': signature,
    };
    return vector({ name, origin: 'own', by, headers, body, config: { secret }, expect: { events: [event] }, ...more });
  };
  const time = iso(NOW_SECONDS - 5);
  const event = (type, data) => ({ id: 'evt_1', object: 'event', type, created_at: NOW_SECONDS - 5, data });
  return [
    signed('response-completed', event('response.completed', { id: 'resp_1' }), {
      id: 'evt_1',
      type: 'openai.response.completed',
      subject: 'resp_1',
      time,
    }),
    signed(
      'exotic-characters',
      event('realtime.call.incoming', {
        call_id: 'rtc_1',
        sip_headers: [{ name: 'From', value: 'Zürich 🚀 $& 100%' }],
      }),
      { id: 'evt_1', type: 'openai.realtime.call.incoming', subject: 'rtc_1', time },
    ),
  ];
}
