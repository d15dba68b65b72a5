import { describe, expect, it } from '@jest/globals';
import { assertStorable } from './assert-storable.js';

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

describe('assertStorable', () => {
  it.each([
    ['a NUL', { name: 'a\0b' }, 'name has a NUL'],
    [
      'half of a character',
      { events: [{ type: 'a' }, { type: '\ud83d' }] },
      'events.1.type has a NUL or half of a character',
    ],
    ['a name with a NUL', { headers: { 'a\0': '1' } }, 'headers has a name with a NUL'],
    ['a text alone', '\udc00', '(body) has a NUL'],
    ['too many levels', { a: nested(201) }, 'is nested deeper than 200 levels'],
  ])('refuses %s and says where', (_name, value, sentence) => {
    expect(() => {
      assertStorable(value);
    }).toThrow(sentence);
  });

  it.each([
    ['whole characters', { name: '\ud83d\ude00 ümlaut' }],
    ['any text in the data of an event', { data: { a: '\0' }, events: [{ data: '\ud83d' }] }],
    ['200 levels', nested(200)],
    ['nothing', undefined],
  ])('takes %s', (_name, value) => {
    expect(() => {
      assertStorable(value);
    }).not.toThrow();
  });

  it('visits each value once, and no data of an event', () => {
    let visits = 0;
    const counting = new Proxy([1, 2, 3], {
      get: (target, name, receiver) => {
        if (name === '0') visits += 1;
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    assertStorable({ filters: counting, data: counting });
    expect(visits).toBe(1);
  });
});
