import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { box } from './box.receiver.js';

const NOW = 1_760_000_000_000;
const plain = inboundRequest({
  headers: {
    'content-type': 'application/json',
    'box-delivery-id': 'd-1',
    'box-signature-version': '1',
    'box-signature-algorithm': 'HmacSHA256',
  },
  body: '{"trigger":"FILE.UPLOADED"}',
});
const { headers } = box.verify.sign(plain, 'key', { now: NOW, options: {}, publicUrl: '' });
const { 'box-signature-primary': signature = '', ...unsigned } = headers;

const inspect = (changed: Record<string, string>, doubled: readonly string[] = []) =>
  inspectRequest(
    box,
    { secrets: ['key'], options: {} },
    { ...plain, headers: { ...unsigned, ...changed }, doubledHeaders: new Set(doubled) },
    NOW,
  );

describe('box', () => {
  it('takes either signature, and needs one', async () => {
    expect((await inspect({ 'box-signature-primary': signature })).ok).toBe(true);
    expect((await inspect({ 'box-signature-secondary': signature })).ok).toBe(true);
    expect((await inspect({})).reason).toBe('header_missing');
  });

  it('refuses a signature header that came twice', async () => {
    for (const name of ['box-signature-primary', 'box-signature-secondary'])
      expect((await inspect({}, [name])).reason).toBe('header_doubled');
  });

  it('refuses two signatures in one header, as a doubled header is joined on the way', async () => {
    for (const name of ['box-signature-primary', 'box-signature-secondary'])
      expect((await inspect({ [name]: `${signature}, ${signature}` })).reason).toBe('signature_malformed');
  });

  it('refuses another version or algorithm than the ones it knows', async () => {
    for (const changed of [{ 'box-signature-version': '2' }, { 'box-signature-algorithm': 'none' }])
      expect((await inspect({ 'box-signature-primary': signature, ...changed })).reason).toBe('signature_malformed');
  });

  it('has no other writing of a signature whose version it refuses', () => {
    const request = {
      ...plain,
      headers: { ...unsigned, 'box-signature-primary': signature, 'box-signature-version': '2' },
    };
    expect(box.verify.otherWritings?.(request)).toEqual([]);
  });
});
