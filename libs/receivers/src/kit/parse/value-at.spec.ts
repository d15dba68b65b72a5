import { describe, expect, it } from '@jest/globals';
import { textAt, timeAt, valueAt } from './value-at.js';

describe('valueAt', () => {
  const payload = JSON.parse(
    '{"a":{"b":[1,"x"]},"__proto__":{"c":"own"},"empty":"","at":1760000000,"iso":"2025-10-09T08:53:20Z"}',
  ) as unknown;

  it('follows own properties only', () => {
    expect(valueAt(payload, 'a', 'b', '1')).toBe('x');
    expect(valueAt(payload, '__proto__', 'c')).toBe('own');
    expect(valueAt(payload, 'toString')).toBeUndefined();
    expect(valueAt(null, 'a')).toBeUndefined();
    expect(valueAt('text', 'length')).toBeUndefined();
  });

  it('gives texts that say something', () => {
    expect(textAt(payload, 'a', 'b', '1')).toBe('x');
    expect(textAt(payload, 'a', 'b', '0')).toBeUndefined();
    expect(textAt(payload, 'empty')).toBeUndefined();
  });

  it('gives times in either form', () => {
    const time = new Date('2025-10-09T08:53:20Z');
    expect(timeAt(payload, 'at')).toEqual(time);
    expect(timeAt(payload, 'iso')).toEqual(time);
    expect(timeAt(payload, 'empty')).toBeUndefined();
    expect(timeAt(payload, 'a')).toBeUndefined();
  });
});
