import { describe, expect, it } from '@jest/globals';
import { ExactNumber, JsonPlaces, parseExactJson, writeExactJson } from './index.js';

describe('exact JSON', () => {
  it.each([
    '9007199254740993',
    '-9007199254740993',
    '10.00',
    '1E+2',
    '1e400',
    '-0',
    '0.0000001',
    '123456789.123456789',
    '1.0',
    '100000000000000000000000',
  ])('keeps %s as it was written, at every place', (number) => {
    for (const text of [
      number,
      `[${number}]`,
      `{"a":${number}}`,
      `{"a":[1,${number},{"b":${number}}],"c":"${number}"}`,
      `{"t":"\\"${number}","a":${number},"__proto__":{"b":${number}}}`,
    ]) {
      expect(writeExactJson(parseExactJson(text))).toBe(text);
    }
    expect(parseExactJson(number)).toEqual(new ExactNumber(number));
  });

  it.each([
    '0',
    '-1',
    '1.5',
    '9007199254740991',
    '1760000000',
    '0.1',
    '"1.00"',
    'null',
    '{"a":[1,2,{"b":"10.00, 1e5"}]}',
  ])('makes of %s what JSON.parse makes of it', (text) => {
    expect(parseExactJson(text)).toEqual(JSON.parse(text));
    expect(writeExactJson(parseExactJson(text))).toBe(text);
  });

  it.each(['{"a":01.0}', '{1.0:2}', '[1.0"a"]', '[10.00', '1.0.0', '[1e+]', '{"a":1.00,}'])('refuses %s', (text) => {
    expect(() => parseExactJson(text)).toThrow(SyntaxError);
  });

  it('takes no text of a sender for one of its own marks', () => {
    const text = String.raw`{"a":1.00,"b":"n0","c":"\u006e0","d":["nn0","nnn1"]}`;
    expect(JSON.parse(writeExactJson(parseExactJson(text)))).toEqual({ a: 1, b: 'n0', c: 'n0', d: ['nn0', 'nnn1'] });
  });

  it('keeps the digits even for who writes with JSON.stringify', () => {
    expect(JSON.stringify(parseExactJson('{"id":9007199254740993}'))).toBe('{"id":"9007199254740993"}');
  });

  it('lays out as JSON.stringify does', () => {
    const value = { a: [1, { b: [], c: {} }], d: undefined, at: new Date(0), e: [undefined, null] };
    const exact = { ...value, n: new ExactNumber('1.00') };
    for (const indent of [0, 2])
      expect(writeExactJson(exact, { indent })).toBe(
        JSON.stringify({ ...value, n: 100 }, null, indent).replace('100', '1.00'),
      );
  });

  it('hands on a member in the spelling of its sender', () => {
    const text = String.raw` [ {"a" : 1.00, "a":"\u00fc" , "2":1,"1":[ 1 ,2]},{"x":{ }} ,[],"t{\"", {"__proto__":{"y" :1}}]`;
    const value = parseExactJson(text) as readonly object[];
    const places = new JsonPlaces(text, value);
    expect(value.slice(0, 3).map((entry) => places.textOf(entry))).toEqual([
      String.raw`{"a" : 1.00, "a":"\u00fc" , "2":1,"1":[ 1 ,2]}`,
      '{"x":{ }}',
      '[]',
    ]);
    expect(writeExactJson({ one: value[1], two: [value[4]] }, { textOf: (entry) => places.textOf(entry) })).toBe(
      '{"one":{"x":{ }},"two":[{"__proto__":{"y" :1}}]}',
    );
    expect(places.textOf({})).toBeUndefined();
  });

  it('takes the last of two members of one name, as JSON.parse does', () => {
    const text = '{"a":{"b":1,"c":{}},"a":{"c":{"d":2.0}}}';
    const value = parseExactJson(text) as { readonly a: { readonly c: object } };
    const places = new JsonPlaces(text, value);
    expect(places.textOf(value.a)).toBe('{"c":{"d":2.0}}');
    expect(places.textOf(value.a.c)).toBe('{"d":2.0}');
  });

  it('takes a time that grows with the text alone', () => {
    const megabyte = `[${'"\\\\\\\\",1.00,'.repeat(80_000)}0]`;
    const startedAt = performance.now();
    new JsonPlaces(megabyte, parseExactJson(megabyte));
    parseExactJson(`[${'1'.repeat(1_000_000)}.0]`);
    parseExactJson(JSON.stringify(`${'\\'.repeat(500_000)}10.00`));
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('finds an inexact number in a long text, and none in what is in quotes', () => {
    const filler = JSON.stringify(' 12345678901234567, -0 and 1.0 "'.repeat(5_000));
    for (const number of ['9007199254740993', '1.0', '-0', '1e400', '0.0000001']) {
      const text = `{"filler":${filler},"\\"a":[${number},"b"],"last":${number}}`;
      expect(writeExactJson(parseExactJson(text))).toBe(text);
    }
    const plain = `{"filler":${filler},"a":[1,2.5,null,true]}`;
    expect(parseExactJson(plain)).toEqual(JSON.parse(plain));
  });

  it('takes linear time for every text, also for one that looks like its own marks', () => {
    const startedAt = performance.now();
    for (const text of ['n'.repeat(500_000), ...Array.from({ length: 50 }, (_, at) => `n${String(at)}_`)])
      expect(parseExactJson(JSON.stringify({ text }).replace('}', ',"amount":1.00}'))).toEqual({
        text,
        amount: new ExactNumber('1.00'),
      });
    const marks = JSON.stringify(Array.from({ length: 50_000 }, (_, at) => `n${String(at)}_`));
    expect(parseExactJson(`[${marks},1.00]`)).toEqual([JSON.parse(marks), new ExactNumber('1.00')]);
    // A search for an unused mark that began anew for each longer one took hours for these.
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});
