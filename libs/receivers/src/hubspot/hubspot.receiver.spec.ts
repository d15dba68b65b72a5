import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { hubspot } from './hubspot.receiver.js';

const context = {
  now: 1_760_000_000_000,
  publicUrl: 'https://www.example.com',
  options: { allowOlderSignatures: true },
};
const published = inboundRequest({
  method: 'GET',
  url: '/webhook_uri',
  headers: {
    'x-hubspot-signature': 'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e',
    'x-hubspot-signature-version': 'v2',
  },
});
const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';

describe('hubspot', () => {
  it('computes version 2 as the documentation prints it', () => {
    expect(() => hubspot.verify.verify(published, [SECRET], context)).not.toThrow();
    expect(() => hubspot.verify.verify(published, ['other'], context)).toThrow();
  });

  it('hashes secret and body in version 1', () => {
    const body = '[{"eventId":1}]';
    const headers = {
      'x-hubspot-signature': createHash('sha256').update(`s${body}`).digest('hex'),
      'x-hubspot-signature-version': 'v1',
    };
    expect(() => hubspot.verify.verify(inboundRequest({ headers, body }), ['s'], context)).not.toThrow();
    expect(() => hubspot.verify.verify(inboundRequest({ headers, body: '[]' }), ['s'], context)).toThrow();
    const unknown = { ...headers, 'x-hubspot-signature-version': 'v9' };
    expect(() => hubspot.verify.verify(inboundRequest({ headers: unknown, body }), ['s'], context)).toThrow();
  });

  it('takes no older version that it was not told to take: one would stay good for ever', () => {
    const strict = { ...context, options: {} };
    expect(() => hubspot.verify.verify(published, [SECRET], strict)).toThrow(
      expect.objectContaining({ reason: 'header_missing' }),
    );
  });

  it('never looks at an older version when there is version 3', () => {
    const both = inboundRequest({
      method: 'GET',
      url: '/webhook_uri',
      headers: {
        ...published.headers,
        'x-hubspot-signature-v3': 'AAAA',
        'x-hubspot-request-timestamp': '1760000000000',
      },
    });
    expect(() => hubspot.verify.verify(both, [SECRET], context)).toThrow();
  });

  it('takes the URL that was entered at HubSpot, where the source says it', async () => {
    const options = { url: 'https://elsewhere.example.com/hubspot' };
    const plain = inboundRequest({
      headers: { 'content-type': 'application/json' },
      body: '[{"eventId":1,"subscriptionType":"contact.creation"}]',
    });
    const signed = hubspot.verify.sign(plain, 's', { ...context, options });
    expect((await inspectRequest(hubspot, { secrets: ['s'], options }, signed, context.now)).ok).toBe(true);
    expect((await inspectRequest(hubspot, { secrets: ['s'], options: {} }, signed, context.now)).ok).toBe(false);
  });
});
