import { metaVectors } from '../../scripts/meta-tools.mjs';
import { iso, NO_SNIFFING, NOW_MS, NOW_SECONDS } from '../../scripts/vector-tools.mjs';

export default function facebookVectors() {
  const { config, signed, challenge } = metaVectors('facebook', 'page');
  const time = iso(NOW_SECONDS);
  const feed = { field: 'feed', value: { item: 'status', verb: 'add', post_id: '1_2', message: 'Zürich 🚀 $& 100%' } };
  const people = { sender: { id: 's' }, recipient: { id: 'p1' }, timestamp: NOW_MS };
  const message = { ...people, message: { mid: 'm_1', text: 'hi' } };
  const echo = { ...people, message: { mid: 'm_2', text: 'hello', is_echo: true, app_id: 1 } };
  const postback = { ...people, postback: { mid: 'm_3', title: 'Start', payload: 'START' } };
  const page = { id: 'p1', time: NOW_SECONDS };
  const posted = { type: 'facebook.page.feed', subject: 'p1', time };
  const said = { id: 'm_1', type: 'facebook.page.messages', subject: 'p1', time };
  return [
    signed('feed', [{ ...page, changes: [feed] }], [posted]),
    signed('exotic-characters', [{ ...page, changes: [feed] }], [posted], JSON.stringify),
    signed('message', [{ ...page, time: NOW_MS, messaging: [message] }], [said]),
    signed(
      'batch',
      [
        { ...page, changes: [feed] },
        { ...page, messaging: [message, echo, postback] },
      ],
      [
        posted,
        said,
        { id: 'm_2', type: 'facebook.page.message_echoes', subject: 'p1', time },
        { type: 'facebook.page.messaging_postbacks', subject: 'p1', time },
      ],
    ),
    challenge('challenge', config.verifyToken, {
      status: 200,
      contentType: 'text/plain',
      headers: NO_SNIFFING,
      body: '1158201444',
    }),
    challenge('challenge-with-another-token', 'another-token', { status: 403 }),
  ];
}
