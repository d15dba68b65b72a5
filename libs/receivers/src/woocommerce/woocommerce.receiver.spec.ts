import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { woocommerce } from './woocommerce.receiver.js';

describe('woocommerce', () => {
  it.each([
    ['another field', 'webhook_id=1&x=2', {}],
    ['an id that is none', 'webhook_id=abc', {}],
    ['no id', 'webhook_id=', {}],
    ['a signature', 'webhook_id=1', { 'x-wc-webhook-signature': 'AAAA' }],
  ])('does not take a form with %s for a ping', async (_name, body, headers) => {
    const request = inboundRequest({ headers, body });
    const inspection = await inspectRequest(woocommerce, { secrets: ['s3cret'], options: {} }, request, 0);
    expect(inspection).toMatchObject({ ok: false, code: 'signature_invalid' });
  });
});
