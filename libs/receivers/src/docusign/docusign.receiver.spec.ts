import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { docusign } from './docusign.receiver.js';

const body = '{"event":"envelope-sent"}';
const signatureOf = (key: string) => createHmac('sha256', key).update(body).digest('base64');

function inspect(headers: Record<string, string | readonly string[]>) {
  const request = inboundRequest({ headers: { 'content-type': 'application/json', ...headers }, body });
  return inspectRequest(docusign, { secrets: ['mine'], options: {} }, request, 0);
}

describe('docusign', () => {
  it('takes the signature of any active key', async () => {
    const others = { 'x-docusign-signature-1': signatureOf('first'), 'x-docusign-signature-2': signatureOf('second') };
    expect((await inspect({ ...others, 'x-docusign-signature-3': signatureOf('mine') })).ok).toBe(true);
    expect((await inspect(others)).reason).toBe('signature_mismatch');
  });

  it('counts from 1, and stops at a gap', async () => {
    expect((await inspect({ 'x-docusign-signature-2': signatureOf('mine') })).reason).toBe('header_missing');
  });

  it('refuses a signature that came twice, whichever it is', async () => {
    const twice = [signatureOf('mine'), signatureOf('mine')];
    const headers = { 'x-docusign-signature-1': signatureOf('mine'), 'x-docusign-signature-2': twice };
    expect((await inspect(headers)).reason).toBe('header_doubled');
  });

  it('tells XML in the words of JSON, and hands the whole of it on', async () => {
    const root =
      '<DocuSignEnvelopeInformation><EnvelopeStatus><TimeGenerated>2025-10-09T01:53:15</TimeGenerated>' +
      '<EnvelopeID>e1</EnvelopeID><Subject>A &lt; B</Subject><Status>Sent</Status></EnvelopeStatus></DocuSignEnvelopeInformation>';
    const signature = createHmac('sha256', 'mine').update(root).digest('base64');
    const headers = { 'content-type': 'text/xml', 'x-docusign-signature-1': signature };
    const request = inboundRequest({ headers, body: root });
    const { events } = await inspectRequest(docusign, { secrets: ['mine'], options: {} }, request, 0);
    // Without its zone, a time could be any of a day.
    expect(events).toMatchObject([{ type: 'docusign.envelope-sent', subject: 'e1', time: null }]);
    expect(events[0]?.data).toMatchObject({
      event: 'envelope-sent',
      data: { envelopeId: 'e1', envelopeSummary: { status: 'sent', emailSubject: 'A < B' } },
      xml: { name: 'DocuSignEnvelopeInformation', children: [{ name: 'EnvelopeStatus' }] },
    });
  });

  it.each(['<!DOCTYPE a [<!ENTITY b "c">]><DocuSignEnvelopeInformation/>'])(
    'makes nothing of genuine XML that may not be read: %s',
    async (root) => {
      const signature = createHmac('sha256', 'mine').update(root).digest('base64');
      const headers = { 'content-type': 'text/xml', 'x-docusign-signature-1': signature };
      const request = inboundRequest({ headers, body: root });
      const inspection = await inspectRequest(docusign, { secrets: ['mine'], options: {} }, request, 0);
      expect(inspection).toMatchObject({ ok: false, isGenuine: true, code: 'malformed_body' });
    },
  );
});
