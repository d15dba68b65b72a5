import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { adyen } from './adyen.receiver.js';

const KEY = 'AB'.repeat(32);
const settings = { secrets: [KEY], options: {} };
const context = { now: 0, options: {}, publicUrl: '' };

function signed(...items: readonly object[]): string {
  const notificationItems = items.map((NotificationRequestItem) => ({ NotificationRequestItem }));
  const request = inboundRequest({ body: JSON.stringify({ notificationItems }) });
  return adyen.verify.sign(request, KEY, context).body.toString();
}

const inspect = (body: string, headers = {}) => inspectRequest(adyen, settings, inboundRequest({ headers, body }), 0);

describe('adyen', () => {
  const [first, second] = [
    { pspReference: 'P1', eventCode: 'REFUND' },
    { pspReference: 'P2', eventCode: 'REFUND' },
  ];

  it('refuses a batch when one of its items does not fit', async () => {
    const batch = signed(first, second);
    expect((await inspect(batch)).events).toHaveLength(2);
    expect(await inspect(batch.replace('P2', 'P3'))).toMatchObject({ reason: 'signature_mismatch' });
    expect(await inspect(batch.replace(/"hmacSignature":"[^"]+"/, '"x":1'))).toMatchObject({
      reason: 'header_missing',
    });
  });

  it('never takes the signature of the whole for those of the items', async () => {
    const body = signed(first).replace('P1', 'P9');
    expect(await inspect(body, { hmacsignature: 'eA==' })).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('refuses a body without items and without a signature', async () => {
    for (const body of ['{"notificationItems":[]}', '{"type":"merchant.created"}', 'x'])
      expect(await inspect(body)).toMatchObject({ code: 'signature_invalid', reason: 'header_missing' });
  });

  it('takes no key that is not hexadecimal', () => {
    expect(adyen.verify.problemOfSecret('secret')).toMatch(/hex/);
    expect(adyen.verify.problemOfSecret(KEY)).toBeNull();
  });
});
