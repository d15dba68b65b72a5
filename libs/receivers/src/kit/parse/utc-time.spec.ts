import { describe, expect, it } from '@jest/globals';
import { utcTime } from './utc-time.js';
import { timeAt } from './value-at.js';

/** This file is right in any time zone: run it with TZ=America/New_York. */
describe('a time', () => {
  it.each([
    ['2026-07-01T12:00:00.123456', '2026-07-01T12:00:00.123Z'],
    ['2026-07-01 12:00:00', '2026-07-01T12:00:00.000Z'],
    ['2026-07-01T12:00', '2026-07-01T12:00:00.000Z'],
    ['2026-07-01', '2026-07-01T00:00:00.000Z'],
    ['2026-07-01T12:00:00+02:00', '2026-07-01T10:00:00.000Z'],
    ['2026-07-01 12:00:00+0200', '2026-07-01T10:00:00.000Z'],
    ['2026-07-01T12:00:00.1234567Z', '2026-07-01T12:00:00.123Z'],
    ['2026-07-01 12:00:00 UTC', '2026-07-01T12:00:00.000Z'],
    ['Wed, 1 Jul 2026 12:00:00', '2026-07-01T12:00:00.000Z'],
    ['Wed, 1 Jul 2026 12:00:00 -0400', '2026-07-01T16:00:00.000Z'],
    ['Wed, 1 Jul 2026 12:00:00 GMT (summer)', '2026-07-01T12:00:00.000Z'],
    ['Wed Jul  1 12:00:00 2026', '2026-07-01T12:00:00.000Z'],
    ['7/1/2026 12:00:00 PM', '2026-07-01T12:00:00.000Z'],
  ])('%s is UTC where it names no zone, in every zone of the machine', (text, expected) => {
    expect(utcTime(text)?.toISOString()).toBe(expected);
  });

  it.each(['', '5', 'soon', '2026', '99:99', '2026-07-01T99:00:00', '12:00'])('%j is none', (text) => {
    expect(utcTime(text)).toBeUndefined();
  });

  it('is read from a number of seconds, and from no text of digits', () => {
    expect(timeAt({ at: 1_760_000_000 }, 'at')?.toISOString()).toBe('2025-10-09T08:53:20.000Z');
    expect(timeAt({ at: '5' }, 'at')).toBeUndefined();
  });

  it('is not looked for in a text that is longer than any time', () => {
    expect(utcTime(`${'1'.repeat(5_000_000)} 12:00`)).toBeUndefined();
    expect(utcTime('Wed Jul 01 2026 12:00:00 GMT+0000 (Coordinated Universal Time)')?.getTime()).toBe(
      Date.UTC(2026, 6, 1, 12),
    );
  });
});
