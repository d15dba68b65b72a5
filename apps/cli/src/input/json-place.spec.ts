import { describe, expect, it } from '@jest/globals';
import { placeOfMistake } from './json-place.js';

describe('where a text stops being JSON', () => {
  it.each([
    ["{'a': 1}", 1, 2, "'"],
    ['{a: 1}', 1, 2, 'a'],
    ['{"a": 1,\n "b": tru}', 2, 10, '}'],
    ['{"a": 1,\n "b": 2,}', 2, 9, '}'],
    ['[1,\n2,\n3 4]', 3, 3, '4'],
    ['{"a": .5}', 1, 7, '.'],
    ['01', 1, 2, '1'],
    ['"one\ntwo"', 1, 5, '\n'],
    ['"\\q"', 1, 3, 'q'],
    ['"\\u12x4"', 1, 6, 'x'],
    ['{} and', 1, 4, 'a'],
    ['undefined', 1, 1, 'u'],
  ])('is in %j line %i, column %i, at %j', (text, line, column, found) => {
    expect(placeOfMistake(text)).toEqual({ line, column, found });
  });

  it.each(['', '{', '{"a"', '{"a": ', '{"a": "b', '[1,', '-', '1e', 'nul', '"\\', '"\\u12'])(
    'is the end of %j',
    (text) => {
      expect(placeOfMistake(text)).toEqual({ line: 1, column: text.length + 1, found: null });
    },
  );
});
