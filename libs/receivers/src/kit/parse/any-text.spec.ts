import { describe, expect, it } from '@jest/globals';
import { jsonOrText } from './any-text.js';

describe('jsonOrText', () => {
  it.each([
    ['{"kind":"paid"}', { kind: 'paid' }],
    ['  [1]', [1]],
    ['[info] 12:00 started', '[info] 12:00 started'],
    ['{"a":', '{"a":'],
    ['plain', 'plain'],
    ['42', '42'],
  ])('reads %j as %j', (body, value) => {
    expect(jsonOrText.parse(Buffer.from(body)).value).toEqual(value);
  });
});
