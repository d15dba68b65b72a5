import { describe, expect, it } from '@jest/globals';
import { readTimestamp, writeTimestamp } from './timestamp.js';
import type { TimestampUnit } from './timestamp.js';

describe('timestamps', () => {
  it.each<[TimestampUnit, string]>([
    ['seconds', '1760000000'],
    ['milliseconds', '1760000000000'],
    ['iso', '2025-10-09T08:53:20.000Z'],
  ])('are written and read in %s', (unit, text) => {
    expect(writeTimestamp(1_760_000_000_000, unit)).toBe(text);
    expect(readTimestamp(text, unit)).toBe(1_760_000_000_000);
  });

  it('are read with an offset and with nanoseconds, as some providers write them', () => {
    expect(readTimestamp('2025-10-09T10:53:20+02:00', 'iso')).toBe(1_760_000_000_000);
    expect(readTimestamp('2025-10-09T08:53:20.123456789Z', 'iso')).toBe(1_760_000_000_123);
  });

  it.each(['', ' 1', '1.5', '1e3', '+1', '0x10', 'NaN', '９'])('are not read from %j', (text) => {
    expect(readTimestamp(text, 'seconds')).toBeNull();
    expect(readTimestamp(text, 'milliseconds')).toBeNull();
    expect(readTimestamp(text, 'iso')).toBeNull();
  });

  it('are not read from a day that does not exist', () => {
    expect(readTimestamp('2025-13-01T00:00:00Z', 'iso')).toBeNull();
  });
});
