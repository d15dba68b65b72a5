import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { containsItem, containsText } from './contains.js';
import { ExactNumber } from './exact-number.js';

/** Where a search takes minutes without its safeguard, and a fraction of this with it. */
const NOT_ENDLESS_MS = 5_000;

describe('containsText', () => {
  it('finds what `includes` finds, also in long texts', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', '\u{1f600}'), maxLength: 40 });
    fc.assert(
      fc.property(few, few, few, (before, part, after) => {
        const long = 'ab'.repeat(2_500);
        for (const text of [before + after, `${before}${long}${after}`, `${long}${before}${part}${after}`])
          for (const looked of [part, part.repeat(3), `${'ab'.repeat(20)}${part}`])
            expect(containsText(text, looked)).toBe(text.includes(looked));
      }),
    );
  });

  it('finds the end of a text, and nothing longer than it', () => {
    const text = `${'x'.repeat(10_000)}end`;
    expect([containsText(text, 'end'), containsText(text, `${text}x`), containsText(text, '')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('takes linear time for a text and a part that are made to be alike at every place', () => {
    const text = 'a'.repeat(5_000_000);
    const startedAt = performance.now();
    for (let more = 0; more < 10; more++)
      expect(containsText(text, `${'a'.repeat(400 + more)}b${'a'.repeat(300)}`)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(NOT_ENDLESS_MS);
  });
});

describe('containsItem', () => {
  it('reads a long list once for all who look into it, numbers by all of their digits', () => {
    const list = Array.from({ length: 100_000 }, (_, index) => new ExactNumber(`1000000000000000${String(index)}`));
    const startedAt = performance.now();
    for (let looks = 0; looks < 300; looks++) expect(containsItem(list, `7${String(looks)}`)).toBe(false);
    expect(containsItem(list, '100000000000000077777')).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(NOT_ENDLESS_MS);
  });

  it('takes a number for the same however it is written, and a text only for a number that JavaScript cannot hold', () => {
    const list = [
      new ExactNumber('10.00'),
      new ExactNumber('1E400'),
      new ExactNumber('9007199254740993'),
      'a',
      null,
      true,
    ];
    const has = (item: unknown): boolean => containsItem(list, item);
    expect([10, '9007199254740993', '1e400', 'a', null, true].map(has)).toEqual([true, true, true, true, true, true]);
    expect(['10', '10.00', 9007199254740992, '9007199254740992', 'b', false, 1].map(has)).not.toContain(true);
  });
});
