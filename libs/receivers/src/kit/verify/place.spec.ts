import { describe, expect, it } from '@jest/globals';
import { inboundRequest } from '../pipeline/inbound-request.js';
import { inJson } from './place.js';

const written = (body: unknown, value: string): unknown => {
  const request = inboundRequest({ method: 'POST', url: '/', headers: {}, body: JSON.stringify(body) });
  return JSON.parse(inJson('sent', 'at').write(request, value).body.toString());
};

describe('inJson', () => {
  it('writes a number where the provider sends one: a test request is read as a genuine one is', () => {
    expect(written({ sent: { at: 1, by: 'me' } }, '1760000000000')).toEqual({
      sent: { at: 1_760_000_000_000, by: 'me' },
    });
  });

  it('writes a text where there is one, or nothing', () => {
    expect(written({ sent: { at: '1' } }, '2')).toEqual({ sent: { at: '2' } });
    expect(written({}, '2')).toEqual({ sent: { at: '2' } });
  });
});
