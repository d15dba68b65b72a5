import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { x } from './x.receiver.js';

function inspect(url: string, { method = 'GET', secrets = ['x_consumer_secret'] } = {}) {
  return inspectRequest(x, { secrets, options: {} }, inboundRequest({ method, url }), 0);
}

describe('the challenge-response check of X', () => {
  it('is answered with an HMAC of the token, under the newest secret', async () => {
    const inspection = await inspect('/?crc_token=challenge_string_1&nonce=n', {
      secrets: ['x_consumer_secret', 'old'],
    });
    expect(inspection.handshake).toEqual({
      status: 200,
      contentType: 'application/json',
      headers: {},
      body: '{"response_token":"sha256=t+pCSH8RbU3tLSbFev4F4hhiplszDdN4bry2amT75Ns="}',
    });
  });

  it.each([
    '/',
    '/?crc_token=',
    '/?crc_token=%7B%22tweet_create_events%22%3A%5B%5D%7D',
    '/?crc_token=a%20b',
    '/?crc_token=1',
    '/?crc_token=null',
    '/?crc_token=1234567890123456',
    '/?crc_token=12345678901234e56',
    // A zlib stream of an event can be written in letters and digits; it takes some 240 of them.
    `/?crc_token=${'a'.repeat(65)}`,
    '/?crc_token=a.b',
    '/?crc_token=a&crc_token=b',
  ])('signs nothing else: GET %s', async (url) => {
    expect(await inspect(url)).toMatchObject({ ok: false, code: 'signature_invalid' });
  });

  it('is a GET, and waits for a secret', async () => {
    expect((await inspect('/?crc_token=challenge_string_1', { method: 'POST' })).handshake).toBeNull();
    expect(await inspect('/?crc_token=challenge_string_1', { secrets: [] })).toMatchObject({
      code: 'source_not_ready',
    });
  });
});
