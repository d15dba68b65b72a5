import { describe, expect, it } from '@jest/globals';
import { nestsDeeperThan } from './nesting.js';

describe('nestsDeeperThan', () => {
  const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

  it.each([
    [1, [], false],
    [1, [[]], true],
    [2, { a: { b: 1 } }, false],
    [2, { a: [{ b: 1 }] }, true],
    [0, 'text', false],
  ])('%d levels, %j: %s', (levels, value, expected) => {
    expect(nestsDeeperThan(levels, value)).toBe(expected);
  });

  it('overflows no stack', () => {
    expect(nestsDeeperThan(200, nested(5_000))).toBe(true);
  });
});
