import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, type Inspection } from '../kit/index.js';
import { strava } from './strava.receiver.js';

function inspect(method: string, query: string, options: object, body = ''): Promise<Inspection> {
  const request = inboundRequest({ method, url: `/x?${query}`, headers: { 'content-type': 'application/json' }, body });
  return inspectRequest(strava, { secrets: ['s3cret'], options: { ...options } }, request, 0);
}

describe('strava', () => {
  it.each([
    ['another verify token', 'hub.mode=subscribe&hub.verify_token=x&hub.challenge=abc', { verifyToken: 'v' }],
    ['no verify token set', 'hub.mode=subscribe&hub.verify_token=&hub.challenge=abc', {}],
    ['another mode', 'hub.mode=x&hub.verify_token=v&hub.challenge=abc', { verifyToken: 'v' }],
    ['a challenge of another shape', 'hub.mode=subscribe&hub.verify_token=v&hub.challenge=%3C', { verifyToken: 'v' }],
  ])('answers no subscription with %s', async (_what, query, options) => {
    expect(await inspect('GET', query, options)).toMatchObject({ code: 'signature_invalid' });
  });

  it('takes events of its own subscription only, where one is named', async () => {
    const body = '{"subscription_id":2,"object_type":"activity","aspect_type":"create"}';
    expect(await inspect('POST', 'code=s3cret', { subscriptionId: 2 }, body)).toMatchObject({ ok: true });
    expect(await inspect('POST', 'code=s3cret', { subscriptionId: 3 }, body)).toMatchObject({
      reason: 'claim_mismatch',
    });
  });
});
