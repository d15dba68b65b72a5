import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { containsText, TextSearch } from './text-search.js';

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

describe('TextSearch', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'b', '\u0101', '\u{1f600}'), maxLength: 12 });
  const parts = fc.array(few, { maxLength: 30 });

  it('finds of many parts those that `includes` finds, each in the text of its path', () => {
    fc.assert(
      fc.property(parts, few, few, (looked, before, after) => {
        const texts = [`${before}${'ab'.repeat(40_000)}${after}`, `${after}${'a'.repeat(70_000)}${before}`, before];
        const long = `${'a'.repeat(300)}b`;
        const all = [
          ...looked,
          ...looked.map((part) => `${part}${long}${part}`),
          long,
          long.slice(1),
          long.slice(0, -1),
        ];
        const inEvent = new TextSearch(() => all).inEvent();
        for (const [index, text] of texts.entries())
          for (const part of all) expect(inEvent.contains(String(index), text, part)).toBe(text.includes(part));
      }),
      { numRuns: 30 },
    );
  });

  it('finds a part that it was not told of', () => {
    const inEvent = new TextSearch(() => ['x'.repeat(100)]).inEvent();
    const text = `${'a'.repeat(100_000)}end`;
    expect([inEvent.contains('t', text, 'end'), inEvent.contains('t', text, 'x'.repeat(100))]).toEqual([true, false]);
  });

  it('reads a large text once, however many parts are looked for', () => {
    const all = Array.from(
      { length: 3_000 },
      (_, index) => `${'a'.repeat(500 + (index % 7))}b${'a'.repeat(index % 301)}`,
    );
    const inEvent = new TextSearch(() => all).inEvent();
    const text = 'a'.repeat(1_000_000);
    const startedAt = performance.now();
    for (const part of all) expect(inEvent.contains('data.t', text, part)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(NOT_ENDLESS_MS);
  });

  it('takes no longer for many parts on a text that is no longer than a page', () => {
    const all = Array.from(
      { length: 6_000 },
      (_, index) => `${'a'.repeat(380 + (index % 7))}b${'a'.repeat(index % 301)}`,
    );
    const inEvent = new TextSearch(() => all).inEvent();
    const startedAt = performance.now();
    for (const part of all) expect(inEvent.contains('data.t', 'a'.repeat(4_096), part)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(NOT_ENDLESS_MS);
  });
});
