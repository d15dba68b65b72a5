import { describe, expect, it, jest } from '@jest/globals';
import { jsonWithoutSecrets } from './json-without-secrets.js';
import { SecretSearch } from './secret-search.js';

const SECRET = 's3cr/t of "ü"';
const inText = (text: string, secret = SECRET): string => new SecretSearch([secret]).textWithoutSecrets(text);
const inJson = (json: string, secret = SECRET): string =>
  jsonWithoutSecrets(Buffer.from(json), new SecretSearch([secret])).toString('utf8');

describe('a text that is searched for a secret', () => {
  it.each([
    ['as it is', `a ${SECRET} b`, 'a [redacted] b'],
    ['in JSON', JSON.stringify({ a: SECRET }), '{"a":"[redacted]"}'],
    ['in a URL', `?a=${encodeURIComponent(SECRET)}`, '?a=[redacted]'],
    ['in a form', new URLSearchParams({ a: SECRET }).toString(), 'a=[redacted]'],
    ['in hex', Buffer.from(SECRET).toString('hex'), '[redacted]'],
  ])('is without it %s', (_where, text, expected) => {
    expect(inText(text)).toBe(expected);
  });

  it('is without it in base64 and base64url, behind any text', () => {
    for (const before of ['', 'x', 'me:', 'name:'])
      for (const encoding of ['base64', 'base64url'] as const)
        expect(inText(Buffer.from(before + SECRET).toString(encoding))).toContain('[redacted]');
  });

  it('is the very same buffer when the secret is not in it', () => {
    const body = Buffer.from('{"a":"b"}');
    expect(new SecretSearch([SECRET]).withoutSecrets(body)).toBe(body);
    expect(jsonWithoutSecrets(body, new SecretSearch([SECRET]))).toBe(body);
  });

  it.each(['$&', '(a+)+$&', 'a'.repeat(40), `${'a'.repeat(99)}b`, 'ab'.repeat(50)])(
    'is without a secret that means something to a pattern, or repeats itself: %s',
    (secret) => {
      const long = secret.padEnd(12, '!');
      expect(inText(`x${long.slice(1)}-${long}-${long.slice(0, -1)}`, long)).toBe(
        `x${long.slice(1)}-[redacted]-${long.slice(0, -1)}`,
      );
    },
  );

  it('takes a time that grows with its length only, whatever the secret is', () => {
    const started = performance.now();
    const secrets = ['\\'.repeat(40), '"a"'.repeat(1_365), '$&'.repeat(10), '(a+)+'.repeat(10), 'a'.repeat(4_096)];
    const pieces = [
      '\\',
      '\\"',
      '"a',
      `${'"a"'.repeat(1_364)}"b`,
      '$',
      '(a+)',
      'a',
      `${'a'.repeat(4_095)}b`,
      '%61',
      '61',
    ];
    for (const secret of secrets)
      for (const piece of pieces) {
        const text = piece.repeat(Math.ceil(300_000 / piece.length));
        inText(text, secret);
        inJson(`{"a":${JSON.stringify(text)},"b":"${secret.replaceAll(/["\\]/g, '')}"}`, secret);
      }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('JSON that is searched for a secret', () => {
  it.each([
    ['{"id":123456789012,"text":"is 123456789012"}', '{"id":123456789012,"text":"is [redacted]"}'],
    ['{"123456789012" : "123456789012" }', '{"123456789012" : "[redacted]" }'],
    ['[1234567890123, "a\\u0020123456789012", 9007199254740993]', '[1234567890123, "a [redacted]", 9007199254740993]'],
    ['["a","{\\"b\\":\\"123456789012\\"}"]', '["a","{\\"b\\":\\"[redacted]\\"}"]'],
  ])('keeps its keys, its numbers and their types: %s', (json, expected) => {
    expect(inJson(json, '123456789012')).toBe(expected);
  });

  it('stays JSON where the secret looks like escapes, quotes and brackets', () => {
    for (const secret of ['nabcdefghijk', '\\\\\\\\\\\\\\\\\\\\\\\\', '","b":"cccccc', '"}],[{"a":"b'])
      for (const value of [secret, `x\\${secret}`, `\\\\\\n${secret}`, JSON.stringify({ a: secret })]) {
        const without: unknown = JSON.parse(inJson(JSON.stringify({ a: value, b: 'cccccc', [secret]: 1 }), secret));
        expect(without).toEqual({ a: expect.any(String), b: 'cccccc', [secret]: 1 });
        expect(JSON.stringify((without as { a: string }).a)).not.toContain(secret);
      }
  });

  it.each([
    ['each of them a secret', '123456789012', '"[redacted]"'],
    ['each of them with a secret in it', 'is 123456789012 x', '"[redacted]"'],
    ['each of them escaped', 'is "123456789012"', '"[redacted]"'],
  ])('takes a bounded time for a list of 90,000 texts, %s', (_which, text, expected) => {
    const json = Buffer.from(`[${Array.from({ length: 90_000 }, () => JSON.stringify(text)).join(',')}]`);
    const search = new SecretSearch(['123456789012']);
    const calls = jest.spyOn(search, 'rangesIn');
    const without = jsonWithoutSecrets(json, search).toString('utf8');
    expect(without).not.toContain('123456789012');
    expect(without.endsWith(`${expected}]`)).toBe(true);
    // Each text was searched once more before: that is what took seconds.
    expect(calls.mock.calls.length).toBeLessThanOrEqual(1_001);
  });

  it('is blotted text by text, to the same effect as when each was searched alone', () => {
    const secret = 'ab"ab"ababab';
    for (const value of [
      secret,
      `x${secret}y${secret}`,
      `${secret}${secret}`,
      'ab"ab"ab',
      `ab","${secret}`,
      '"ab"ababab',
    ])
      expect(JSON.parse(inJson(JSON.stringify({ a: value, b: 'ababab' }), secret))).toEqual({
        a: inText(value, secret),
        b: 'ababab',
      });
  });

  it('says that it does not know, where bytes and secrets are alike at every place', () => {
    const search = new SecretSearch(Array.from({ length: 10 }, (_, index) => `${'a'.repeat(4_000 - index)}b`));
    const body = Buffer.alloc(5_000_000, 'a');
    expect(search.rangesIn(body)).toBeNull();
    expect(search.withoutSecrets(body)).toBeNull();
    expect(search.textWithoutSecrets('a'.repeat(100_000))).toBe('[redacted]');
  });
});
