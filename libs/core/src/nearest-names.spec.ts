import { describe, expect, it } from '@jest/globals';
import { didYouMean, nearestNames } from './nearest-names.js';

const NAMES = ['github', 'gitlab', 'stripe', 'azure-alert', 'azure-devops', 'box', 'x'];

describe('nearestNames', () => {
  it.each<[string, readonly string[]]>([
    ['githb', ['github', 'gitlab']],
    ['GITHUB', ['github', 'gitlab']],
    ['azure', ['azure-alert', 'azure-devops']],
    ['stripe-webhooks', ['stripe']],
    ['zzzzzz', []],
    ['y', []],
    ['foo', []],
    ['gib', []],
    ['', []],
  ])('finds for %j %j', (wrong, found) => {
    expect(nearestNames(wrong, NAMES)).toEqual(found);
  });

  it('names three at most', () => {
    expect(nearestNames('aa', ['aa1', 'aa2', 'aa3', 'aa4'])).toEqual(['aa1', 'aa2', 'aa3']);
  });

  it('looks no further than a name can be long', () => {
    expect(nearestNames('github'.repeat(1_000_000), NAMES)).toEqual(['github']);
  });
});

describe('didYouMean', () => {
  it('makes the end of a sentence, or nothing', () => {
    expect(didYouMean('stripee', NAMES)).toBe('did you mean stripe?');
    expect(didYouMean('githb', NAMES)).toBe('did you mean github or gitlab?');
    expect(didYouMean('zzzzzz', NAMES)).toBe('');
  });
});
