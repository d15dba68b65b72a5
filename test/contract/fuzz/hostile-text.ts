import type { Dice } from './dice.js';

/** Texts that have broken parsers, verifiers and databases. */
const NASTY: readonly string[] = [
  '',
  ' ',
  '\t',
  '\0',
  '\uFEFF',
  '\uD800',
  '\u2028',
  'ü',
  '🚀👩‍👩‍👧',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  'then',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-1',
  '1e999',
  '9007199254740993',
  '1'.repeat(400),
  '2025-13-45T99:99:99Z',
  '+275760-09-13T00:00:00.001Z',
  '1760000000',
  '-8640000000000001',
  '%',
  '%00',
  '%ff%fe',
  '%E0%A4%A',
  '../../etc/passwd',
  '$&$1${x}%s',
  "' OR 1=1 --",
  '{{7*7}}',
  '[]',
  '{}',
  '"',
  '\\',
  'a.b.c',
  'eyJhbGciOiJub25lIn0.e30.',
  'eyJhbGciOiJIUzI1NiIsImtpZCI6Ii4uLy4uIn0.eyJleHAiOjFlOTk5fQ.AAAA',
  'sha256=',
  'sha256=00',
  'v0=',
  'v1,',
  't=,v1=',
  't=1760000000,v1=00,v1=00,v1=00',
  'Basic ',
  'Basic Og==',
  'Basic !!!',
  'Bearer ',
  'bearer x',
  '====',
  'AAAA=AAA',
  'http://[::1',
  'https://api.paypal.com.example/cert',
  'javascript:alert(1)',
];

/** What regular expressions and splitters stumble over when there is much of it. */
const REPEATED: readonly string[] = [
  'a',
  ' ',
  '=',
  ',',
  ';',
  '.',
  '/',
  '"',
  '\\',
  '%',
  '0',
  'v1,',
  't=1,',
  '[',
  '{"a":',
  '&a=',
  '<a>',
  '\n',
];

/** A text that somebody sent to see what happens. @param most how long a repeated one may become */
export function hostileText(dice: Dice, most = 2_000): string {
  switch (dice.below(5)) {
    case 0:
      return dice.of(REPEATED).repeat(dice.length(most)) + dice.of(NASTY);
    case 1:
      return dice.of(NASTY) + dice.of(NASTY);
    case 2:
      return dice.bytes(60).toString('latin1');
    case 3:
      return dice.bytes(60).toString(dice.of(['hex', 'base64', 'base64url'] as const));
    default:
      return dice.of(NASTY);
  }
}
