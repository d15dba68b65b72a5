import { describe, expect, it } from '@jest/globals';
import { printable, printableJson } from './print.js';

const HOSTILE = 'a\u001b[2J\u009b31mb\u202ec\nd';

describe('what is printed', () => {
  it('holds nothing that a terminal obeys, but line breaks', () => {
    expect(printable(HOSTILE)).toBe('a [2J 31mb c\nd');
  });

  it('is the same JSON as before, with such characters written out', () => {
    const json = JSON.stringify({ name: HOSTILE }, null, 2);
    const shown = printableJson(json);
    expect(JSON.parse(shown)).toEqual({ name: HOSTILE });
    // eslint-disable-next-line no-control-regex -- the test searches for control characters
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
  });
});
