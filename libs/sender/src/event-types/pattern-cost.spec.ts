import { describe, expect, it } from '@jest/globals';
import { RE2JS } from 're2js';
import { patternCost } from './pattern-cost.js';

describe('patternCost', () => {
  it.each([
    ['', 0],
    ['^abc$', 5],
    ['[A-Z]{3}', 3],
    ['[^\\]{}]{2,5}', 5],
    ['a{0}', 1],
    ['a{2,}', 3],
    ['\\d{10}', 10],
    ['\\x{1000}', 1],
    ['\\p{Greek}{7}', 7],
    ['\\{1000}', 6],
    ['([a-z]{3}){10}', 40],
    ['((a{10}){10}){10}', 10 * (1 + 10 * (1 + 10))],
    ['(a|b){100}', 400],
    ['(?:a?){1000}', 3_000],
    ['(?<name>a){10}', 20],
    ['([^b]{0,1000})', 1_001],
    ['\\Q[({\\E(a{5}){5}', 33],
    ['a{2}(?i){3}', 6],
  ])('of %s is %d', (pattern, cost) => {
    expect(patternCost(pattern)).toBe(cost);
  });

  it.each([
    '([^b]{0,100}){9}',
    '(?:(?:a?){30}){30}',
    '(\\w|.){0,500}q',
    '[]a{3}]{500}',
    '[[:alpha:]]{500}',
    '[^]]{500}',
    'a*{0,1}b{900}',
    '(?i:ab){300}',
    '(?P<name>a{20}){20}',
    '(a{30})*b{500}',
    '()|a{700}',
    '\\\\{700}',
    '\\[{700}x]',
    '((((a))))',
    '\\Q[\\E(a{30}){30}]',
  ])('is not far below the real cost of %s', (pattern) => {
    const steps = sizeOf(pattern);
    expect(patternCost(pattern)).toBeGreaterThanOrEqual(steps / 4);
  });

  it.each(['{3}', ')))', '(((', '[', '\\', 'a{1,', '{', '(?', '[^'])('ends for %s, which is no pattern', (pattern) => {
    expect(patternCost(pattern)).toBeLessThan(10);
  });

  it('is told at once for a pattern that would take for ever to compile', () => {
    const startedAt = performance.now();
    expect(patternCost('('.repeat(150) + 'a' + '){9}'.repeat(80))).toBeGreaterThan(1e9);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

function sizeOf(pattern: string): number {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern)).programSize();
  } catch {
    return 0;
  }
}
