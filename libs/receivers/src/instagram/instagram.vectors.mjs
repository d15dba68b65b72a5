import { metaVectors } from '../../scripts/meta-tools.mjs';
import { iso, NO_SNIFFING, NOW_MS, NOW_SECONDS } from '../../scripts/vector-tools.mjs';

export default function instagramVectors() {
  const { config, signed, challenge } = metaVectors('instagram', 'instagram');
  const time = iso(NOW_SECONDS);
  const comment = { field: 'comments', value: { id: '17865799348089039', text: 'Zürich 🚀 $& 100%' } };
  const message = {
    sender: { id: 's' },
    recipient: { id: 'r' },
    timestamp: NOW_MS,
    message: { mid: 'm_1', text: 'hi' },
  };
  const seen = { sender: { id: 's' }, recipient: { id: 'r' }, timestamp: NOW_MS, read: { mid: 'm_1' } };
  const commented = { id: '17865799348089039', type: 'instagram.comments', subject: '178', time };
  const said = { id: 'm_1', type: 'instagram.messages', subject: '178', time };
  const account = { id: '178', time: NOW_SECONDS };
  return [
    signed('comment', [{ ...account, changes: [comment] }], [commented]),
    signed('exotic-characters', [{ ...account, changes: [comment] }], [commented], JSON.stringify),
    signed('message', [{ ...account, messaging: [message] }], [said]),
    signed(
      'batch',
      [
        { ...account, changes: [comment] },
        { ...account, time: NOW_MS, messaging: [message, seen] },
      ],
      [commented, said, { type: 'instagram.messaging_seen', subject: '178', time }],
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
