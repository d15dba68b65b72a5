import { describe, expect, it } from '@jest/globals';
import { withMaskedQueries } from './masked-queries.js';

describe('withMaskedQueries', () => {
  it.each([
    ['https://x.example/hook?token=abc', 'https://x.example/hook?token=••••••'],
    ['https://x.example/hook?a=1&b=2&c', 'https://x.example/hook?a=••••••&b=••••••&••••••'],
    ['HTTPS://x.example/?a=b=c?d', 'HTTPS://x.example/?a=••••••'],
    ['Calling http://x.example/?key=k failed', 'Calling http://x.example/?key=•••••• failed'],
    ["https://x.example/it's?token=abc", "https://x.example/it's?token=••••••"],
    [`https://x.example/a?x='&token=T`, 'https://x.example/a?x=••••••&token=••••••'],
    ['https://x.example/<c>?token=T', 'https://x.example/<c>?token=••••••'],
    ['https://x.example/hook', 'https://x.example/hook'],
    ['is it so?', 'is it so?'],
    ['http:x.example/hook?token=T', 'http:x.example/hook?token=••••••'],
    ['see http://a.example/#x?y http://b.example/?k=v#f?g', 'see http://a.example/#x?y http://b.example/?k=••••••#f?g'],
  ])('shows %j as %j', (text, shown) => {
    expect(withMaskedQueries(text)).toBe(shown);
  });

  it('takes a time that grows with the length of a header full of URLs, and not with its square', () => {
    const header = `${'http://'.repeat(200_000)} ?`;
    const startedAt = performance.now();
    expect(withMaskedQueries({ headers: { 'x-a': header } })).toEqual({ headers: { 'x-a': header } });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('looks into pages and nested objects, and leaves events and bodies as they came', () => {
    const uri = 'https://x.example/?t=s';
    const shown = 'https://x.example/?t=••••••';
    const at = new Date(0);
    expect(withMaskedQueries({ data: [{ uri, at, attempts: [{ detail: { url: uri } }] }], nextCursor: null })).toEqual({
      data: [{ uri: shown, at, attempts: [{ detail: { url: shown } }] }],
      nextCursor: null,
    });
    expect(withMaskedQueries({ id: 'evt_1', data: { uri }, response: { body: uri } })).toEqual({
      id: 'evt_1',
      data: { uri },
      response: { body: uri },
    });
  });
});
