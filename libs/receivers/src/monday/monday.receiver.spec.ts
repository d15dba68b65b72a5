import { describe, expect, it } from '@jest/globals';
import { signJwt } from '@kanca/signing';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { monday } from './monday.receiver.js';

const NOW = 1_760_000_000_000;
const publicUrl = 'https://hooks.example.com';

function inspect(body: string, headers: Record<string, string> = {}) {
  const request = inboundRequest({
    url: '/in/monday',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return inspectRequest(monday, { secrets: ['s'], options: {}, publicUrl }, request, NOW);
}

describe('monday', () => {
  it.each(['{}', '[]', 'x', '{"challenge":7}', '{"challenge":"<b>"}', '{"challenge":"a","event":{}}', 'null'])(
    'takes nothing else for a challenge: %s',
    async (body) => {
      expect(await inspect(body)).toMatchObject({ handshake: null, code: 'signature_invalid' });
    },
  );

  it('takes a token for this URL only, and one that ends', async () => {
    const body = '{"event":{"type":"create_pulse"}}';
    const exp = NOW / 1_000 + 60;
    const reasonFor = async (claims: Record<string, unknown>) =>
      (await inspect(body, { authorization: signJwt(claims, 'HS256', 's') })).reason;
    expect(await reasonFor({ aud: `${publicUrl}/in/monday`, exp })).toBeNull();
    expect(await reasonFor({ aud: 'https://evil.example.com', exp })).toBe('claim_mismatch');
    expect(await reasonFor({ exp })).toBe('claim_mismatch');
    expect(await reasonFor({ aud: `${publicUrl}/in/monday` })).toBe('claim_mismatch');
  });
});
