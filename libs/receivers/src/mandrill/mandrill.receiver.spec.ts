import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { mandrill } from './mandrill.receiver.js';

const settings = { secrets: ['key'], options: { url: 'https://example.com/' } };
const context = { now: 0, options: settings.options, publicUrl: '' };

function inspect(body: string) {
  const request = inboundRequest({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
  return inspectRequest(mandrill, settings, mandrill.verify.sign(request, 'key', context), 0);
}

describe('mandrill', () => {
  it('takes nothing but an empty batch for the check of a URL', async () => {
    expect(await inspect('mandrill_events=%5B%5D')).toMatchObject({ ok: true, handshake: { status: 200 } });
    const unsigned = inboundRequest({ body: 'mandrill_events=%5B%5D&a=1' });
    expect(await inspectRequest(mandrill, settings, unsigned, 0)).toMatchObject({ code: 'signature_invalid' });
  });

  it('cannot tell which of two fields of one name is signed', async () => {
    const doubled = inboundRequest({
      headers: { 'x-mandrill-signature': 'eA==' },
      body: 'mandrill_events=[{}]&mandrill_events=[]',
    });
    expect(await inspectRequest(mandrill, settings, doubled, 0)).toMatchObject({ reason: 'signature_malformed' });
  });

  it('takes a mail of megabytes with its attachments, which is one field of the form', async () => {
    const msg = { text: 'Grüße + 100 % & mehr', attachments: 'x'.repeat(3_000_000) };
    const events = JSON.stringify([{ event: 'inbound', ts: 1, msg }]);
    const inspection = await inspect(new URLSearchParams({ mandrill_events: events }).toString());
    expect(inspection).toMatchObject({ ok: true, events: [{ data: { msg } }] });
  });

  it('keeps a genuine form that holds no list of events', async () => {
    expect(await inspect('mandrill_events=%7B%7D')).toMatchObject({ ok: true, events: [{ type: 'mandrill.unknown' }] });
  });
});
