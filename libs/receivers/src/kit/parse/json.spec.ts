import { describe, expect, it } from '@jest/globals';
import { KancaError } from '@kanca/core';
import fc from 'fast-check';
import { json, MAX_JSON_DEPTH, MAX_JSON_VALUES, parseJson } from './json.js';
import { holdsMoreValuesThan, nestsDeeperThan } from './json-size.js';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('json', () => {
  it('reads what JSON.parse reads, and stores it as the bytes that came', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(json.parse(Buffer.from(text))).toEqual({ value: JSON.parse(text) as unknown, json: 'raw' });
      }),
    );
  });

  it('passes over a byte order mark, and stores the JSON without it', () => {
    const payload = json.parse(Buffer.from('\ufeff{"a":1}'));
    expect(payload).toEqual({ value: { a: 1 }, json: Buffer.from('{"a":1}') });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a half', Buffer.from('{"a":')],
    ['two values', Buffer.from('{} {}')],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
    ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['too many levels', Buffer.from(nested(MAX_JSON_DEPTH + 1))],
    ['too many values', Buffer.from(`[${'1,'.repeat(MAX_JSON_VALUES)}1]`)],
    ['nothing but brackets', Buffer.from('['.repeat(1_000_000))],
  ])('refuses %s as malformed', (_what, bytes) => {
    expect(() => json.parse(bytes)).toThrow(KancaError);
    expect(() => json.parse(bytes)).toThrow(expect.objectContaining({ code: 'malformed_body', status: 400 }));
  });

  it('reads as many levels as it says', () => {
    expect(json.parse(Buffer.from(nested(MAX_JSON_DEPTH))).json).toBe('raw');
  });

  it('makes __proto__ a property like any other', () => {
    const { value } = json.parse(Buffer.from('{"__proto__":{"isAdmin":true},"constructor":1}'));
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('isAdmin' in {}).toBe(false);
  });

  it('takes the media types of JSON', () => {
    expect(['application/json', 'application/cloudevents+json', 'text/json'].every((type) => json.accepts(type))).toBe(
      true,
    );
    expect(['text/plain', 'application/xml', 'application/jsonp'].some((type) => json.accepts(type))).toBe(false);
  });
});

describe('parseJson', () => {
  it('reads each buffer once, and throws the same again', () => {
    const bytes = Buffer.from('{"a":1}');
    expect(parseJson(bytes)).toBe(parseJson(bytes));
    expect(parseJson(Buffer.from(bytes))).not.toBe(parseJson(bytes));
    const broken = Buffer.from('{');
    const thrown = [0, 1].map(() => {
      try {
        return parseJson(broken);
      } catch (error) {
        return error;
      }
    });
    expect(thrown[0]).toBe(thrown[1]);
  });
});

describe('holdsMoreValuesThan', () => {
  it('counts values and not commas inside texts', () => {
    expect(holdsMoreValuesThan('[1,2,3]', 3)).toBe(false);
    expect(holdsMoreValuesThan('[1,2,3]', 2)).toBe(true);
    expect(holdsMoreValuesThan(JSON.stringify([',,,[[[', '{{{"\\', '\\",,,']), 3)).toBe(false);
    expect(holdsMoreValuesThan('["\\\\",1,2]', 2)).toBe(true);
    expect(holdsMoreValuesThan('[],'.repeat(1_000_000), 10)).toBe(true);
  });

  it('never counts fewer than there are', () => {
    const valuesOf = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? Object.values(value).reduce((sum: number, entry) => sum + Math.max(1, valuesOf(entry)), 0)
        : 1;
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.nat({ max: 20 }), (text, limit) => {
        expect(valuesOf(JSON.parse(text)) > limit + 1 && !holdsMoreValuesThan(text, limit)).toBe(false);
      }),
    );
  });
});

describe('nestsDeeperThan', () => {
  it('counts levels and not brackets', () => {
    expect(nestsDeeperThan('[[],[],[],[],{"a":{}}]', 3)).toBe(false);
    expect(nestsDeeperThan('[[],[],[],[],{"a":{}}]', 2)).toBe(true);
  });

  it('does not count brackets inside strings', () => {
    expect(nestsDeeperThan(JSON.stringify(['[[[[[', '{{{{"\\', '\\"[[[[']), 1)).toBe(false);
    expect(nestsDeeperThan('["\\\\",[[', 2)).toBe(true);
  });

  it('agrees with the depth of the value', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.nat({ max: 6 }), (text, limit) => {
        expect(nestsDeeperThan(text, limit)).toBe(depthOf(JSON.parse(text)) > limit);
      }),
    );
  });
});
