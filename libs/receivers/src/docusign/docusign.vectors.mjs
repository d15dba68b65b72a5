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
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const headers = {
      'content-type': JSON_TYPE,
      'x-docusign-signature-1': hmac('sha256', config.hmacKeys[0], body, 'base64'),
      ...more,
    };
    return vector({ name, origin: 'own', by, headers, body, config, expect: { events: [event].flat() } });
  };
  const xmlOf = (subject, { generated = '2025-10-09T01:53:15.4710000', status = 'Completed' } = {}) =>
    [
      '<?xml version="1.0" encoding="utf-8"?>',
      '<DocuSignEnvelopeInformation xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://www.docusign.net/API/3.0">',
      `  <EnvelopeStatus><RecipientStatuses><RecipientStatus><Type>Signer</Type><Status>${status}</Status></RecipientStatus></RecipientStatuses>`,
      `    <TimeGenerated>${generated}</TimeGenerated><EnvelopeID>e1</EnvelopeID><Subject>${subject}</Subject>`,
      `    <UserName>Ada Lovelace</UserName><Email>ada@example.org</Email><Status>${status}</Status>`,
      '  </EnvelopeStatus>',
      '  <TimeZone>Pacific Standard Time</TimeZone><TimeZoneOffset>-7</TimeZoneOffset>',
      '</DocuSignEnvelopeInformation>',
    ].join('\r\n');
  const XML_TYPE = { 'content-type': 'text/xml; charset=utf-8' };
  return [
    signed('envelope-completed', completed('Contract'), event),
    signed('exotic-characters', completed('Zürich 🚀 $& 100%'), event),
    signed(
      'template-created',
      { event: 'template-created', generatedDateTime: time, data: { templateId: 't1' } },
      { type: 'docusign.template-created', subject: 't1', time },
    ),
    signed(
      'xml',
      xmlOf('Contract &amp; more'),
      {
        id: 'e1:envelope-completed:2025-10-09T01:53:15.4710000',
        type: 'docusign.envelope-completed',
        subject: 'e1',
        time: '2025-10-09T08:53:15.471Z',
      },
      XML_TYPE,
    ),
    signed(
      'xml-exotic-characters',
      xmlOf('Zürich 🚀 $&amp; 100%', { generated: time, status: 'Voided' }),
      { id: `e1:envelope-voided:${time}`, type: 'docusign.envelope-voided', subject: 'e1', time },
      XML_TYPE,
    ),
  ];
}
