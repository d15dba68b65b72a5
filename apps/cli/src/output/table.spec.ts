import { describe, expect, it } from '@jest/globals';
import { table } from './table.js';

describe('a table', () => {
  it('has its columns under each other, and - for nothing', () => {
    expect(table([{ id: 'sub_1', rate: null, filters: ['a.*', 'b.*'] }], ['id', 'rate', 'filters'])).toEqual([
      'id     rate  filters',
      'sub_1  -     a.*,b.*',
    ]);
  });

  it('has plain words for its heads, and times to the second', () => {
    const row = { receivedAt: '2026-01-15T08:00:00.123Z', waitsFor: null, attemptCount: 2, id: 'dlv_1' };
    expect(table([row], ['id', 'receivedAt', 'waitsFor', 'attemptCount'])).toEqual([
      'id     received              waits for  attempts',
      'dlv_1  2026-01-15T08:00:00Z  -          2',
    ]);
  });

  it('was broken by a line break in a value, and a terminal obeyed what others had written', () => {
    expect(table([{ error: 'no\r\nmore\u001b[2J\u009b2J' }], ['error'])).toEqual(['error', 'no more [2J 2J']);
  });
});
