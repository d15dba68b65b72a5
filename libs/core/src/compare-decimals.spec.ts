import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalNumber, compareDecimals, losesDigits } from './compare-decimals.js';
import { ExactNumber } from './exact-number.js';

describe('compareDecimals', () => {
  it.each([
    ['9007199254740993', '9007199254740992', 1],
    ['-9007199254740993', '-9007199254740992', -1],
    ['10.00', '10', 0],
    ['1e2', '100', 0],
    ['0.001', '1E-3', 0],
    ['-0', '0', 0],
    ['-0.0e5', '0', 0],
    ['1E400', '1E399', 1],
    ['1E400', '10E399', 0],
    ['-1', '1', -1],
    ['0', '1E-400', -1],
    ['0', '-1E-400', 1],
    ['0.1000000000000000055511151231257827', '0.1', 1],
    ['1e999999999999999999', '1', 1],
  ])('compares %s with %s by all digits', (a, b, order) => {
    expect([Math.sign(compareDecimals(a, b)), Math.sign(compareDecimals(b, a)) + 0]).toEqual([order, 0 - order]);
  });

  it('agrees with JavaScript about the numbers that JavaScript has', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(Math.sign(compareDecimals(String(a), String(b))) + 0).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('takes time in line with the length of a number, however many zeros it has', () => {
    const long = `1${'0'.repeat(2_000_000)}1`;
    const startedAt = performance.now();
    expect(compareDecimals(long, `${long}.0`)).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('losesDigits', () => {
  it.each([
    ['9007199254740993', true],
    ['1E400', true],
    ['1E-400', true],
    ['10.00', false],
    ['1e2', false],
    ['-0', false],
  ])('of %s is %s', (text, expected) => {
    expect(losesDigits(new ExactNumber(text))).toBe(expected);
  });
});

it('writes a number in one way, which is that of JavaScript where it has the number', () => {
  const canonical = (text: string): string => canonicalNumber(new ExactNumber(text));
  expect(['1e2', '100.0', '-0'].map(canonical)).toEqual(['100', '100', '0']);
  expect(canonical('9007199254740993.0')).toBe(canonical('9007199254740993'));
  expect(canonical('9007199254740993')).not.toBe(canonical('9007199254740992.0'));
});
