import { describe, expect, it } from '@jest/globals';
import { containsItem } from './contains.js';
import { ExactNumber } from './exact-number.js';

/** Where a search takes minutes without its safeguard, and a fraction of this with it. */
const NOT_ENDLESS_MS = 5_000;

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

  it('passes over texts that are longer than what a filter can hold, however many of one length there are', () => {
    const alike = Array.from({ length: 1_500 }, (_, index) => `${'a'.repeat(20_000)}${String(index).padStart(4, '0')}`);
    const startedAt = performance.now();
    expect(containsItem([...alike, 'a'], 'a')).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(NOT_ENDLESS_MS);
  });
});
