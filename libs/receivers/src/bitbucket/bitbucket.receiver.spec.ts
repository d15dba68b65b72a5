import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, sourceSettings } from '../kit/index.js';
import { bitbucket } from './bitbucket.receiver.js';

const CODE = 'a-long-random-text';
const SHA1 = `sha1=${'0'.repeat(40)}`;

function inspect(url: string, options: Readonly<Record<string, unknown>>, headers = {}) {
  const request = inboundRequest({ url, headers: { 'x-event-key': 'repo:push', ...headers }, body: '{}' });
  return inspectRequest(bitbucket, sourceSettings(bitbucket, { code: CODE, options }), request, 0);
}

describe('bitbucket', () => {
  it('takes a code in the URL only where the source allows it', async () => {
    expect((await inspect(`/?code=${CODE}`, { allowCode: true })).events[0]?.type).toBe('bitbucket.repo:push');
    expect(await inspect(`/?code=${CODE}`, {})).toMatchObject({ ok: false, reason: 'header_missing' });
    expect(await inspect('/?code=other', { allowCode: true })).toMatchObject({ reason: 'signature_mismatch' });
    expect(await inspect('/', { allowCode: true })).toMatchObject({ reason: 'header_missing' });
  });

  it('never takes the code when there is a signature to judge by, nor SHA-1, which other products write there', async () => {
    const signed = await inspect(`/?code=${CODE}`, { allowCode: true }, { 'x-hub-signature': SHA1 });
    expect(signed).toMatchObject({ ok: false, reason: 'signature_malformed' });
  });
});
