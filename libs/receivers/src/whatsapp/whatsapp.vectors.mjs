import { metaVectors } from '../../scripts/meta-tools.mjs';
import { iso, NO_SNIFFING, NOW_SECONDS } from '../../scripts/vector-tools.mjs';

export default function whatsappVectors() {
  const { config, signed, challenge } = metaVectors('whatsapp', 'whatsapp_business_account');
  const time = iso(NOW_SECONDS);
  const metadata = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };
  const changeOf = (value) => ({ field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } });
  const text = (id, body) => ({
    from: '16505551234',
    id,
    timestamp: String(NOW_SECONDS),
    type: 'text',
    text: { body },
  });
  const state = (status) => ({ id: 'wamid.S1', status, timestamp: String(NOW_SECONDS), recipient_id: '16505551234' });
  const read = (id) => ({ id, type: 'whatsapp.messages', subject: metadata.phone_number_id, time });
  const message = changeOf({ messages: [text('wamid.A1', 'Zürich 🚀 $& 100%')] });
  const template = { field: 'message_template_status_update', value: { event: 'APPROVED', message_template_id: 7 } };
  return [
    signed('message', [{ id: '102', changes: [message] }], [read('wamid.A1')]),
    signed('exotic-characters', [{ id: '102', changes: [message] }], [read('wamid.A1')], JSON.stringify),
    signed(
      'batch',
      [{ id: '102', changes: [changeOf({ statuses: [state('delivered')] }), changeOf({ statuses: [state('read')] })] }],
      [read('wamid.S1:delivered'), read('wamid.S1:read')],
    ),
    signed(
      'several-messages-in-one-change',
      [{ id: '102', changes: [changeOf({ messages: [text('wamid.A1', 'a'), text('wamid.A2', 'b')] })] }],
      [read('wamid.A1,wamid.A2')],
    ),
    signed(
      'template',
      [{ id: '102', time: NOW_SECONDS, changes: [template] }],
      [{ type: 'whatsapp.message_template_status_update', subject: '102', time }],
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
