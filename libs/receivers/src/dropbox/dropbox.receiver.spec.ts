import { describe, expect, it } from '@jest/globals';
import { inboundRequest, inspectRequest } from '../kit/index.js';
import { dropbox } from './dropbox.receiver.js';

const settings = { secrets: ['s3cret'], hasSecret: true, options: {} };

function call(method: string, url: string) {
  return inspectRequest(dropbox, settings, inboundRequest({ method, url }), 0);
}

describe('dropbox', () => {
  it('answers a challenge as plain text that no browser takes for anything else', () => {
    const view = { ...settings, now: 0, publicUrl: '' };
    const answer = dropbox.unsignedHandshakes[0]?.answer(
      inboundRequest({ method: 'GET', url: '/?challenge=a1' }),
      view,
    );
    expect(answer).toMatchObject({ body: 'a1', headers: { 'x-content-type-options': 'nosniff' } });
  });

  it.each([
    ['GET', '/'],
    ['GET', '/?challenge='],
    ['GET', '/?challenge=a%0d%0ab'],
    ['GET', `/?challenge=${'x'.repeat(513)}`],
    ['POST', '/?challenge=a1'],
  ])('takes nothing else for a challenge: %s %s', async (method, url) => {
    expect(await call(method, url)).toMatchObject({ code: 'signature_invalid', handshake: null });
  });

  it('keeps a notification that lists nobody', () => {
    expect(dropbox.read(inboundRequest({}), { list_folder: {} }, {})).toEqual({ id: undefined, type: 'change' });
  });
});
