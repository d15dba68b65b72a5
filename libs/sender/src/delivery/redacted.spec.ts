import { describe, expect, it } from '@jest/globals';
import { redactor } from './redacted.js';

const basic = (both: string): string => `Basic ${Buffer.from(both).toString('base64')}`;
const withHeader = (value: string): ((text: string) => string) =>
  redactor({ url: 'https://x.example/hook', headers: { authorization: value }, confidential: ['authorization'] });
const calledAt = (url: string): ((text: string) => string) => redactor({ url, headers: {}, confidential: [] });

describe('what an endpoint repeats', () => {
  it.each([
    ['the password that Basic has encoded', basic('kanca:pä ss"wörd'), 'you are kanca, pä ss"wörd'],
    ['a password of four characters', basic('kanca:hunt'), 'hunt'],
    ['the password in JSON', basic('kanca:pä ss"wörd'), JSON.stringify({ p: 'pä ss"wörd' })],
    ['the password in a form', basic('kanca:pä ss"wörd'), 'p=p%C3%A4%20ss%22w%C3%B6rd&q=p%C3%A4+ss%22w%C3%B6rd'],
    ['the password in base64', basic('kanca:pä ss"wörd'), Buffer.from('pä ss"wörd').toString('base64')],
    [
      'user and password without padding',
      basic('kanca:password1'),
      Buffer.from('kanca:password1').toString('base64url'),
    ],
    ['the password in Latin-1', basic('kanca:pässword'), Buffer.from('pässword').toString('latin1')],
    ['the whole value', 'Bearer tok_0123456789', 'authorization: Bearer tok_0123456789'],
    ['the token alone', 'Bearer tok_0123456789', 'tok_0123456789'],
    ['a value of a cookie', 'theme=dark; session=s3cr3t-0123', 'your session is s3cr3t-0123'],
    ['a quoted parameter', 'Token token="s3cr3t-0123"', 's3cr3t-0123'],
  ])('does not keep %s', (_what, header, text) => {
    expect(withHeader(header)(text)).not.toMatch(/hunt|w(ö|%C3%B6|Ã¶)rd|word|tok_|s3cr3t|cGFz|cMOk|a2FuY2E/);
  });

  it.each(['', 'x', 'xx', 'xxx'])('does not keep a token that is encoded together with others, behind %j', (before) => {
    const token = 'tok_0123456789_abcdefghi';
    const answer = Buffer.from(`${before}${token}, and more`);
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      const kept = withHeader(`Bearer ${token}`)(answer.toString(encoding));
      expect(Buffer.from(kept.replaceAll('•', ''), encoding).toString('latin1')).not.toContain('0123456789');
      expect(kept).toContain('••••••');
    }
  });

  const URL_WITH_TOKEN = 'https://x.example/hook?token=tok_01%2F23&pin=42&flag#x';
  it.each([
    ['the URL that it was called at', URL_WITH_TOKEN],
    ['the URL in JSON', JSON.stringify({ url: URL_WITH_TOKEN })],
    ['path and query', '/hook?token=tok_01%2F23&pin=42&flag'],
    ['the token alone', 'you are tok_01/23'],
    ['the token in JSON that escapes slashes', JSON.stringify({ args: { token: 'tok_01/23' } })],
    ['the token in base64', Buffer.from('it is tok_01/23, and more').toString('base64')],
    ['the token encoded twice', encodeURIComponent('tok_01%2F23')],
  ])('does not keep %s, of the query of its URL', (_what, text) => {
    const kept = calledAt(URL_WITH_TOKEN)(text);
    expect(kept).not.toMatch(/tok_01|pin=42|dG9rXzAx|rXzAxLzIz/);
    expect(kept).toContain('••••••');
  });

  it('keeps short and ordinary words that a query holds as well', () => {
    expect(calledAt('https://x.example/?v=2&mode=live')('2 live events')).toBe('2 live events');
  });

  it('is else left as it is', () => {
    const text = 'kanca, Bearer of theme: Basic authorization is needed';
    for (const value of [basic('kanca:password1'), 'Bearer tok_0123456789', ''])
      expect(withHeader(value)(text)).toBe(text);
  });
});
