import { describe, expect, it } from '@jest/globals';
import { hubUrlOf } from './hub-url.js';

describe('where the hub is', () => {
  it.each([
    [undefined, 'http://localhost:3000'],
    ['', 'http://localhost:3000'],
    ['http://localhost:3000/', 'http://localhost:3000'],
    [' https://hooks.example.com/kanca/ ', 'https://hooks.example.com/kanca'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('with KANCA_URL=%j it is at %s', (variable, url) => {
    expect(hubUrlOf(variable)).toBe(url);
  });

  it.each([
    ['localhost:3000', 'write KANCA_URL=http://localhost:3000'],
    ['127.0.0.1:3000', 'write KANCA_URL=http://127.0.0.1:3000'],
    ['//hub.example.com/kanca', 'write KANCA_URL=http://hub.example.com/kanca'],
    ['postgres://localhost/kanca', 'write KANCA_URL=http://localhost:3000'],
    ['http://', 'write KANCA_URL=http://localhost:3000'],
    ['3000', 'write KANCA_URL=http://localhost:3000'],
  ])('was told in a stack, or by "fetch failed", with KANCA_URL=%j: it says what to write', (variable, sentence) => {
    const said = `KANCA_URL has to begin with http:// or https://, and ${JSON.stringify(variable)} does not: ${sentence}`;
    expect(() => hubUrlOf(variable)).toThrow(said);
  });

  it.each(['http://me:hush@hub.example.com', 'me:hush@hub.example.com'])(
    'repeats no password that was written into %s',
    (variable) => {
      expect(() => hubUrlOf(variable)).toThrow(/^KANCA_URL [^]*write KANCA_URL=http:/);
      expect(() => hubUrlOf(variable)).not.toThrow(/hush/);
    },
  );
});
