import { describe, expect, it } from '@jest/globals';
import { timeOf } from './time-of.js';

const NOW = Date.parse('2026-01-15T08:00:00Z');

describe('a time of an option', () => {
  it.each([
    ['1h', '2026-01-15T07:00:00.000Z'],
    ['30m', '2026-01-15T07:30:00.000Z'],
    ['45s', '2026-01-15T07:59:15.000Z'],
    ['2d', '2026-01-13T08:00:00.000Z'],
    ['1w ago', '2026-01-08T08:00:00.000Z'],
    ['now', '2026-01-15T08:00:00.000Z'],
    ['today', '2026-01-15T00:00:00.000Z'],
    ['Yesterday', '2026-01-14T00:00:00.000Z'],
    ['2026-01-10', '2026-01-10T00:00:00.000Z'],
    ['2026-01-10T08:00:00+02:00', '2026-01-10T06:00:00.000Z'],
    ['2026-01-10 08:00Z', '2026-01-10T08:00:00.000Z'],
  ])('may be %s', (text, time) => {
    expect(timeOf('--since', text, NOW)).toBe(time);
  });

  it.each(['', 'tomorrow', '1', '1y', '-1h', '2026-01-10T08:00:00', '2026-13-40', '999999w'])('is not %j', (text) => {
    expect(() => timeOf('--since', text, NOW)).toThrow(/^--since takes a time: 1h, /);
  });
});
