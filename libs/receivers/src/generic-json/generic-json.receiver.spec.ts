import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, type Inspection } from '../kit/index.js';
import { genericJson } from './generic-json.receiver.js';

const options = { signatureHeader: 'x-signature', signaturePrefix: 'sha256=' };
const settings = { secrets: ['s3cret'], options };
const context = { now: 0, options, publicUrl: '' };
const signed = genericJson.verify.sign(
  inboundRequest({ headers: { 'content-type': 'application/json' }, body: '{"left":3}' }),
  's3cret',
  context,
);
const inspect = (request: typeof signed): Promise<Inspection> => inspectRequest(genericJson, settings, request, 0);

describe('generic-json with a signature header', () => {
  it('takes what is signed', async () => {
    expect(await inspect(signed)).toMatchObject({ ok: true, events: [{ type: 'generic-json.change' }] });
  });

  it('takes nothing that was changed, and no longer the secret in the URL', async () => {
    expect(await inspect({ ...signed, body: Buffer.from('{"left":4}') })).toMatchObject({
      reason: 'signature_mismatch',
    });
    const request = inboundRequest({ url: '/x?code=s3cret', body: '{}' });
    expect(await inspect(request)).toMatchObject({ reason: 'header_missing' });
  });
});
