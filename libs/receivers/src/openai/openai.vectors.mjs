import { standardVectors } from '../../scripts/standard-webhooks-tools.mjs';
import { iso, NOW_SECONDS } from '../../scripts/vector-tools.mjs';

export default function openaiVectors() {
  const secret = 'whsec_aW52ZW50ZWQtb3BlbmFpLXNlY3JldC0wMDAwMDE=';
  const by = 'platform.openai.com/docs/guides/webhooks (Standard Webhooks)';
  const { signed } = standardVectors({ secret, by });
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
