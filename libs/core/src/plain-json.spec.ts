import { describe, expect, it } from '@jest/globals';
import { parseExactJson } from './exact-json.js';
import { placeOfUnwritableNumber, withPlainNumbers } from './plain-json.js';

describe('withPlainNumbers', () => {
  it('has the nearest number in place of each that JavaScript cannot hold', () => {
    expect(withPlainNumbers(parseExactJson('{"a":[10.00,{"b":9007199254740993}],"c":"10.00"}'))).toEqual({
      a: [10, { b: 9007199254740992 }],
      c: '10.00',
    });
  });

  it('gives back what holds none', () => {
    const value = { a: [1, null, 'x'], b: Number.NaN };
    expect(withPlainNumbers(value)).toBe(value);
  });
});

describe('placeOfUnwritableNumber', () => {
  it.each([
    [{ a: [1, Number.POSITIVE_INFINITY] }, 'data.a.1'],
    [Number.NaN, 'data'],
    [{ a: 1, b: null, at: new Date(0) }, undefined],
  ])('of %j is %s', (value, place) => {
    expect(placeOfUnwritableNumber(value, 'data')).toBe(place);
  });
});
