import { describe, expect, it } from '@jest/globals';
import { signJwt } from '@kanca/signing';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { jiraConnect } from './jira-connect.receiver.js';
import { queryHash } from './jira-connect.query-hash.js';

const NOW = 1_760_000_000_000;
const context = { now: NOW, options: {}, publicUrl: 'https://hooks.example.com' };
const plain = inboundRequest({
  url: '/in/jira-connect?issue=X-1',
  headers: { 'content-type': 'application/json' },
  body: '{"webhookEvent":"jira:issue_created"}',
});
const claims = { iss: 'client-1', exp: NOW / 1_000 + 60, qsh: queryHash({ request: plain, context }) };

async function reasonFor(changed: Record<string, unknown>, options = {}, request = plain): Promise<string | null> {
  const token = signJwt({ ...claims, ...changed }, 'HS256', 'shared');
  const signed = { ...request, headers: { ...request.headers, authorization: `JWT ${token}` } };
  return (await inspectRequest(jiraConnect, { secrets: ['shared'], options }, signed, NOW)).reason;
}

describe('jira-connect', () => {
  it('takes a token for one URL and one method', async () => {
    expect(await reasonFor({})).toBeNull();
    const elsewhere = inboundRequest({ ...plain, url: '/in/jira-connect?issue=X-2' });
    expect(await reasonFor({}, {}, elsewhere)).toBe('claim_mismatch');
    expect(await reasonFor({ qsh: undefined })).toBe('claim_mismatch');
  });

  it('takes no token that was made for a browser', async () => {
    expect(await reasonFor({ qsh: 'context-qsh' })).toBe('claim_mismatch');
  });

  it('takes no token without an end', async () => {
    expect(await reasonFor({ exp: undefined })).toBe('claim_mismatch');
  });

  it('takes the installation that the source is for', async () => {
    expect(await reasonFor({}, { clientKey: 'client-1' })).toBeNull();
    expect(await reasonFor({}, { clientKey: 'client-2' })).toBe('claim_mismatch');
  });
});
