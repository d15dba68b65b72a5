import type { Freshness, Sample } from '../kit/index.js';

const MESSAGE = 'wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTdBNUI5QzJE';

export const whatsappSamples: Readonly<Record<string, Sample>> = {
  messages: sampleOf('messages', {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' },
    contacts: [{ profile: { name: 'Ada Lovelace' }, wa_id: '16505551234' }],
    messages: [
      {
        from: '16505551234',
        id: MESSAGE,
        timestamp: '1768490441',
        type: 'text',
        text: { body: 'Does it have it in red?' },
      },
    ],
  }),
  message_template_status_update: sampleOf('message_template_status_update', {
    event: 'APPROVED',
    message_template_id: 12_345_678,
    message_template_name: 'order_ready',
    message_template_language: 'en-GB',
    reason: null,
  }),
};

/** The id stands with the message; other changes have none, and are another one at another time for another account. */
export function freshenWhatsapp(sample: Sample, { id, now }: Freshness): Sample {
  const text = JSON.stringify(sample.body)
    .replaceAll(MESSAGE, `wamid.${id}`)
    .replaceAll('102290129340398', `1022${id}`)
    .replaceAll('1768490441', String(Math.floor(now.getTime() / 1_000)));
  return { ...sample, body: JSON.parse(text) as unknown };
}

function sampleOf(field: string, value: object): Sample {
  const entry = { id: '102290129340398', time: 1_768_490_441, changes: [{ field, value }] };
  return { body: { object: 'whatsapp_business_account', entry: [entry] } };
}
