import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { hook0 } from './hook0.receiver.js';
import { signedHeader } from './hook0.signature.js';

const NOW = 1_760_000_000_000;
const plain = inboundRequest({
  headers: { 'content-type': 'application/json', 'x-event-id': 'e-1', 'x-event-type': 'a.b' },
  body: '{"eventType":"a.b"}',
});
const signed = hook0.verify.sign(plain, 's', { now: NOW, options: {}, publicUrl: '' });

function inspect(headers: Record<string, string>, options = {}) {
  const request = { ...signed, headers: { ...signed.headers, ...headers } };
  return inspectRequest(hook0, { secrets: ['s'], options }, request, NOW);
}

describe('hook0', () => {
  it('covers the headers that hold id and type', async () => {
    expect((await inspect({})).ok).toBe(true);
    expect((await inspect({ 'x-event-id': 'e-2' })).reason).toBe('signature_mismatch');
    expect((await inspect({ 'x-event-type': 'c.d' })).reason).toBe('signature_mismatch');
  });

  it('does not read a header that the signature leaves out', () => {
    const headers = { 'x-hook0-signature': 't=1,h=x-event-id,v1=00', 'x-event-id': 'e-1', 'x-event-type': 'forged' };
    expect(signedHeader(headers, 'x-event-id')).toBe('e-1');
    expect(signedHeader(headers, 'x-event-type')).toBeUndefined();
  });

  it('takes version 0 only where the source allows it, and never beside version 1', async () => {
    const v0 = 't=1760000000,v0=00';
    expect((await inspect({ 'x-hook0-signature': v0 })).reason).toBe('header_missing');
    expect((await inspect({ 'x-hook0-signature': v0 }, { allowV0: true })).reason).toBe('signature_mismatch');
    expect((await inspect({ 'x-hook0-signature': `${v0},v1=00` }, { allowV0: true })).reason).toBe(
      'signature_malformed',
    );
  });
});
