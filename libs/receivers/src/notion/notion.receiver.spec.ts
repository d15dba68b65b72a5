import { describe, expect, it } from '@jest/globals';
import { inboundRequest, type Answer } from '../kit/index.js';
import { tokenHandover } from './notion.handshakes.js';

const TOKEN = 'secret_invented0123456789';
const handover = JSON.stringify({ verification_token: TOKEN });

function answerTo(body: string, secrets: readonly string[] = [], headers = {}): Answer | null {
  const view = { secrets, hasSecret: secrets.length > 0, options: {}, now: 0, publicUrl: '' };
  const request = inboundRequest({ headers: { 'content-type': 'application/json', ...headers }, body });
  return tokenHandover.answer(request, view);
}

describe('the verification token of Notion', () => {
  it('becomes the secret of a source that waits for one', () => {
    expect(answerTo(handover)).toEqual({ status: 200, handsOverSecret: TOKEN });
  });

  it('is never put in the place of another', () => {
    expect(answerTo(handover, ['secret_the_first_one'])).toBeNull();
  });

  it.each([
    '{}',
    '[]',
    'not json',
    '{"verification_token":""}',
    '{"verification_token":"too short"}',
    '{"verification_token":["secret_invented0123456789"]}',
    '{"verification_token":"secret_invented0123456789","type":"page.created"}',
    JSON.stringify({ verification_token: TOKEN, x: 'y'.repeat(2_000) }),
  ])('is nothing else: %s', (body) => {
    expect(answerTo(body)).toBeNull();
  });

  it('does not come with a signature', () => {
    expect(answerTo(handover, [], { 'x-notion-signature': 'sha256=00' })).toBeNull();
  });
});
