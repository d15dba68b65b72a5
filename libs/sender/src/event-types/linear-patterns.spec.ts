import { describe, expect, it } from '@jest/globals';
import { keptSteps, linearPatterns } from './linear-patterns.js';

const MOST = 200_000;

describe('linearPatterns', () => {
  it('keeps no more patterns than there is room for, and knows the others again', () => {
    const patterns = Array.from({ length: 60 }, (_, n) => linearPatterns(`^k${String(n)}${'[^b]{0,1000}'.repeat(3)}$`));
    expect(keptSteps()).toBeLessThanOrEqual(MOST);
    expect(keptSteps()).toBeGreaterThan(MOST / 2);
    for (const [n, pattern] of patterns.entries()) {
      expect(pattern.test(`k${String(n)}a`)).toBe(true);
      expect(pattern.test('b')).toBe(false);
    }
    expect(keptSteps()).toBeLessThanOrEqual(MOST);
  });

  it('refuses a pattern that stands for too much', () => {
    expect(() => linearPatterns('([^b]{0,1000})'.repeat(30))).toThrow('use smaller counts');
  });
});
