import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, sourceSettings } from '../kit/index.js';
import { fastcomments } from './fastcomments.receiver.js';

const SECRET = 'INVENTED_API_SECRET';

function inspect(headers: Readonly<Record<string, string>>, options: Readonly<Record<string, unknown>>) {
  const settings = sourceSettings(fastcomments, { apiSecret: SECRET, options });
  const request = inboundRequest({ method: 'PUT', headers, body: '{"id":"cmt1"}' });
  return inspectRequest(fastcomments, settings, request, 0);
}

describe('fastcomments', () => {
  const allowed = { allowLegacyToken: true };

  it('takes the API Secret itself only where the source allows it', async () => {
    expect((await inspect({ token: SECRET }, allowed)).events[0]?.type).toBe('fastcomments.comment.upserted');
    expect(await inspect({ token: SECRET }, {})).toMatchObject({ reason: 'header_missing' });
    expect(await inspect({ token: 'x' }, allowed)).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('never takes it when there is a signature to judge by', async () => {
    const headers = { token: SECRET, 'x-fastcomments-signature': 'sha256=00', 'x-fastcomments-timestamp': '0' };
    expect(await inspect(headers, allowed)).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('tells repetitions of an unsigned delivery, which has no time, by their bytes', async () => {
    const [event] = (await inspect({ token: SECRET }, allowed)).events;
    expect(event).toMatchObject({ id: expect.stringMatching(/^sha256:/), time: null });
  });
});
