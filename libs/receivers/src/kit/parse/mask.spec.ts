import { describe, expect, it } from '@jest/globals';
import { maskForm } from './mask-form.js';
import { maskJson } from './mask-json.js';

const json = (text: string, ...paths: readonly (readonly string[])[]): string =>
  maskJson(Buffer.from(text), ...paths).toString();

describe('a masked JSON text', () => {
  it.each<[string, string, readonly string[]]>([
    ['{"a":1,"pass":"s3cret"}', '{"a":1,"pass":"[redacted]"}', ['pass']],
    ['{"pass" :  "s3\\"cret" , "b":1e5}', '{"pass" :  "[redacted]" , "b":1e5}', ['pass']],
    ['{"pass":"one","pass":"two"}', '{"pass":"[redacted]","pass":"[redacted]"}', ['pass']],
    ['{"\\u0070ass":"s3cret"}', '{"\\u0070ass":"[redacted]"}', ['pass']],
    ['{"header":{"token":"s"},"token":"t"}', '{"header":{"token":"[redacted]"},"token":"t"}', ['header', 'token']],
    [
      '{"value":[{"s":"a","x":["s"]},{"s":"b"}]}',
      '{"value":[{"s":"[redacted]","x":["s"]},{"s":"[redacted]"}]}',
      ['value', '*', 's'],
    ],
    ['["s3cret","x"]', '["[redacted]","[redacted]"]', ['*']],
  ])('of %s is %s at %j', (text, masked, path) => {
    expect(json(text, path)).toBe(masked);
  });

  it('blots a number out whole', () => {
    expect(json('{"pin":1234567890,"b":-1.5e-7}', ['pin'], ['b'])).toBe('{"pin":"[redacted]","b":"[redacted]"}');
  });

  it('leaves every other byte as it was, and the very buffer where there is nothing to mask', () => {
    const body = Buffer.from(
      '{ "id": 9007199254740993, "u": "\\u00fc ü 🚀", "inner": {"pass": "kept"}, "pass": ["kept"] }',
    );
    expect(maskJson(body, ['pass'])).toBe(body);
  });

  it('ends at the end of the text when that is not JSON', () => {
    for (const text of ['', '{', '"', '{"pass":"s3', '}}]]', '{"pass"', '\\', '{"a":\\"'])
      expect(json(text, ['pass']).length).toBeLessThan(40);
  });

  it('stays what it is for a reader', () => {
    const value = { a: [true, false, null, { pass: 's' }], b: { pass: 's' }, pass: 's', 'c,d:e{': '},"pass":"x"' };
    const masked = JSON.parse(json(JSON.stringify(value), ['pass'])) as unknown;
    expect(masked).toEqual({ ...value, pass: '[redacted]' });
  });
});

describe('a masked form', () => {
  it('has no value of the field, however its name is written and however often it comes', () => {
    const form = Buffer.from('a=1&token=s&to%6ben=t&x=token&token');
    expect(maskForm(form, 'token').toString()).toBe(
      'a=1&token=%5Bredacted%5D&to%6ben=%5Bredacted%5D&x=token&token=%5Bredacted%5D',
    );
  });

  it('is the very buffer where there is no such field', () => {
    const form = Buffer.from('a=%zz&b=\u00fc');
    expect(maskForm(form, 'token')).toBe(form);
  });
});
