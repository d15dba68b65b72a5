import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, sourceSettings } from '../kit/index.js';
import { jira } from './jira.receiver.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const body = '{"webhookEvent":"jira:issue_created","timestamp":1760000000000}';

function inspect(url: string, headers: Record<string, string>, options = {}) {
  const settings = sourceSettings(jira, { code: 's3cret', options });
  return inspectRequest(jira, settings, inboundRequest({ url, headers: { ...JSON_TYPE, ...headers }, body }), 0);
}

describe('jira', () => {
  it('takes the secret in the URL only where the source allows it', async () => {
    expect(await inspect('/?code=s3cret', {})).toMatchObject({ ok: false, reason: 'header_missing' });
    expect((await inspect('/?code=s3cret', {}, { allowCode: true })).ok).toBe(true);
    expect((await inspect('/?code=wrong', {}, { allowCode: true })).ok).toBe(false);
    expect((await inspect('/', {}, { allowCode: true })).ok).toBe(false);
  });

  it('never looks at the URL when there is a signature', async () => {
    const forged = { 'x-hub-signature': `sha256=${'0'.repeat(64)}` };
    expect(await inspect('/?code=s3cret', forged, { allowCode: true })).toMatchObject({
      ok: false,
      reason: 'signature_mismatch',
    });
  });
});
