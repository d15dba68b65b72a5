import { hmac, iso, JSON_TYPE, NOW_SECONDS, vector } from '../../scripts/vector-tools.mjs';

export default function docusignVectors() {
  const config = { hmacKeys: ['invented-docusign-key'] };
  const by = 'developers.docusign.com/platform/webhooks/connect/hmac';
  const time = iso(NOW_SECONDS - 5);
  const completed = (emailSubject) => ({
    event: 'envelope-completed',
    generatedDateTime: time,
    data: { envelopeId: 'e1', envelopeSummary: { emailSubject } },
  });
  const event = { id: `e1:envelope-completed:${time}`, type: 'docusign.envelope-completed', subject: 'e1', time };
  const signed = (name, payload, event, more = {}) => {
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'x-docusign-signature-1': hmac('sha256', config.hmacKeys[0], body, 'base64'),
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  return [
    signed('envelope-completed', completed('Contract'), event),
    signed('exotic-characters', completed('Zürich 🚀 $& 100%'), event),
    signed(
      'template-created',
      { event: 'template-created', generatedDateTime: time, data: { templateId: 't1' } },
      { type: 'docusign.template-created', subject: 't1', time },
    ),
  ];
}
