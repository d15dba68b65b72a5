import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { docusign } from './docusign.receiver.js';

const body = '{"event":"envelope-sent"}';
const signatureOf = (key: string) => createHmac('sha256', key).update(body).digest('base64');

function inspect(headers: Record<string, string | readonly string[]>) {
  const request = inboundRequest({ headers: { 'content-type': 'application/json', ...headers }, body });
  return inspectRequest(docusign, { secrets: ['mine'], options: {} }, request, 0);
}

describe('docusign', () => {
  it('takes the signature of any active key', async () => {
    const others = { 'x-docusign-signature-1': signatureOf('first'), 'x-docusign-signature-2': signatureOf('second') };
    expect((await inspect({ ...others, 'x-docusign-signature-3': signatureOf('mine') })).ok).toBe(true);
    expect((await inspect(others)).reason).toBe('signature_mismatch');
  });

  it('counts from 1, and stops at a gap', async () => {
    expect((await inspect({ 'x-docusign-signature-2': signatureOf('mine') })).reason).toBe('header_missing');
  });

  it('refuses a signature that came twice, whichever it is', async () => {
    const twice = [signatureOf('mine'), signatureOf('mine')];
    const headers = { 'x-docusign-signature-1': signatureOf('mine'), 'x-docusign-signature-2': twice };
    expect((await inspect(headers)).reason).toBe('header_doubled');
  });
});
