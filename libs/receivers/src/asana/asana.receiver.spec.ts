import { describe, expect, it } from '@jest/globals';
import { inboundRequest, type Answer } from '../kit/index.js';
import { secretHandover } from './asana.handshakes.js';

const SECRET = 'b537207f20cbfa02357cf448134da559';

function answerTo(
  headers: Record<string, string | readonly string[]>,
  secrets: readonly string[] = [],
  method = 'POST',
): Answer | null {
  const request = inboundRequest({ method, headers, body: '{}' });
  const view = { secrets, hasSecret: secrets.length > 0, options: {}, now: 0, publicUrl: '' };
  return secretHandover.answer(request, view);
}

describe('the secret of Asana', () => {
  it('is sent back, and becomes the secret of a source that waits for one', () => {
    expect(answerTo({ 'x-hook-secret': SECRET })).toEqual({
      status: 200,
      headers: { 'x-hook-secret': SECRET },
      handsOverSecret: SECRET,
    });
  });

  it('is never put in the place of another, and is not sent back then', () => {
    expect(answerTo({ 'x-hook-secret': SECRET }, ['the first one'])).toBeNull();
  });

  it('is one header of one POST, without a signature', () => {
    expect(answerTo({})).toBeNull();
    expect(answerTo({ 'x-hook-secret': '' })).toBeNull();
    expect(answerTo({ 'x-hook-secret': 'too short' })).toBeNull();
    expect(answerTo({ 'x-hook-secret': `${SECRET}\r\nset-cookie: a=b` })).toBeNull();
    expect(answerTo({ 'x-hook-secret': [SECRET, SECRET] })).toBeNull();
    expect(answerTo({ 'x-hook-secret': SECRET, 'x-hook-signature': '00' })).toBeNull();
    expect(answerTo({ 'x-hook-secret': SECRET }, [], 'GET')).toBeNull();
  });
});
