import { describe, expect, it } from '@jest/globals';
import { withoutTrailing } from './without-trailing.js';

describe('withoutTrailing', () => {
  it.each([
    ['https://x.example//', 'https://x.example'],
    ['a/b', 'a/b'],
    ['///', ''],
    ['', ''],
  ])('makes %j %j', (text, shorter) => {
    expect(withoutTrailing(text, '/')).toBe(shorter);
  });
});
