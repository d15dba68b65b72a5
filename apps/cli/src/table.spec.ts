import { describe, expect, it } from '@jest/globals';
import { table } from './table.js';

describe('a table', () => {
  it('has its columns under each other, and - for nothing', () => {
    expect(table([{ id: 'sub_1', rate: null, filters: ['a.*', 'b.*'] }], ['id', 'rate', 'filters'])).toEqual([
      'id     rate  filters',
      'sub_1  -     a.*,b.*',
    ]);
  });

  it('was broken by a line break in a value, and a terminal obeyed what others had written', () => {
    expect(table([{ error: 'no\r\nmore\u001b[2J\u009b2J' }], ['error'])).toEqual(['error', 'no more [2J 2J']);
  });
});
