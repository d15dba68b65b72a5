import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest, type Inspection } from '../kit/index.js';
import { microsoftGraph } from './microsoft-graph.receiver.js';

function inspect(body: string, url = '/x'): Promise<Inspection> {
  const request = inboundRequest({ url, headers: { 'content-type': 'application/json' }, body });
  return inspectRequest(microsoftGraph, { secrets: ['s3cret'], options: {} }, request, 0);
}

describe('microsoft-graph', () => {
  it.each([
    [
      'one wrong state among right ones',
      '{"value":[{"clientState":"s3cret"},{"clientState":"x"}]}',
      'signature_mismatch',
    ],
    ['one state left out', '{"value":[{"clientState":"s3cret"},{}]}', 'header_missing'],
    ['no notification at all', '{"value":[]}', 'header_missing'],
    ['no JSON', 'x', 'header_missing'],
  ])('refuses %s', async (_what, body, reason) => {
    expect(await inspect(body)).toMatchObject({ code: 'signature_invalid', reason });
  });

  it.each(['', '%3Cscript%3E', 'a'.repeat(1_025), '%0d%0ax'])('echoes no token of another shape: %s', async (token) => {
    expect(await inspect('', `/x?validationToken=${token}`)).toMatchObject({ code: 'signature_invalid' });
  });

  it('echoes nothing for a request that has a body', async () => {
    expect(await inspect('{}', '/x?validationToken=abc')).toMatchObject({ code: 'signature_invalid' });
  });
});
