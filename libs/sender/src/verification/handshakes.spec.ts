import { describe, expect, it } from '@jest/globals';
import { wantsNoEcho } from './echo-challenge.js';
import { allowedRate } from './options-consent.js';

describe('wantsNoEcho', () => {
  it.each(['https://a.example/?noecho', 'https://a.example/?NoEcho=1', 'https://a.example/?x=1&NOECHO=#noecho'])(
    'sees it in %s',
    (uri) => {
      expect(wantsNoEcho(uri)).toBe(true);
    },
  );

  it.each(['https://a.example/noecho', 'https://a.example/?x=noecho', 'https://a.example/#?noecho', 'not a URL'])(
    'does not see it in %s',
    (uri) => {
      expect(wantsNoEcho(uri)).toBe(false);
    },
  );
});

describe('allowedRate', () => {
  it.each([
    ['120', 120],
    [' 1 ', 1],
    ['*', null],
    ['0', null],
    ['-5', null],
    ['1.5', null],
    ['1e9', null],
    ['99999999999', null],
    [undefined, null],
  ])('reads %j as %j', (header, rate) => {
    expect(allowedRate(header)).toBe(rate);
  });
});
