import { describe, expect, it } from '@jest/globals';
import { stackOf } from './stack-of.js';

describe('stackOf', () => {
  it('shows what had caused the error, and what had caused that', () => {
    const stack = stackOf(
      new Error('no mail', { cause: new TypeError('fetch failed', { cause: new Error('refused') }) }),
    );
    expect(stack).toMatch(/^Error: no mail\n.*\ncaused by: TypeError: fetch failed\n.*\ncaused by: Error: refused\n/s);
  });

  it('is nothing for a value that is not an error', () => {
    expect(stackOf('a text')).toBeUndefined();
  });

  it('has an end, also where an error has caused itself', () => {
    const error = new Error('round');
    error.stack = 'Error: round\n    at here';
    error.cause = error;
    expect(stackOf(error)?.match(/Error: round/g)).toHaveLength(6);
  });

  it('is bounded, and leaves room for the cause', () => {
    const cause = new Error('refused', { cause: new Error('y'.repeat(10_000)) });
    const stack = stackOf(new Error('x'.repeat(10_000), { cause })) ?? '';
    expect(stack).toContain('caused by: Error: refused');
    expect(stack).toHaveLength(8_000);
  });
});
