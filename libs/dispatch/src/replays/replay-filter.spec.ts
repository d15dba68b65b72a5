import { describe, expect, it } from '@jest/globals';
import { compileFilters, KancaError } from '@kanca/core';
import fc from 'fast-check';
import { assertReplayFilter, regularExpressionOf, type ReplayFilter } from './replay-filter.js';

const EVENT = 'evt_00000000000000000000000001';
const word = fc.constantFrom('a', 'b', 'invoice', 'x+y', 'v1:paid', 'Zürich', '$', '(', 'a/b');

describe('the filter of a replay', () => {
  it('takes the types that the pattern of a subscription takes', () => {
    const pattern = fc
      .array(fc.oneof(word, fc.constant('*')), { minLength: 1, maxLength: 4 })
      .map((words) => words.join('.'));
    const type = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('.'));
    fc.assert(
      fc.property(pattern, type, (one, of) => {
        expect(new RegExp(regularExpressionOf(one)).test(of)).toBe(compileFilters([one])(of));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is refused when it would deliver everything again and does not say so', () => {
    expect(() => assertReplayFilter({})).toThrow('would deliver every event again');
    expect(() => assertReplayFilter({ until: new Date() })).toThrow('would deliver every event again');
    expect(() => assertReplayFilter({ all: false })).toThrow('would deliver every event again');
    expect(() => assertReplayFilter({ all: true })).not.toThrow();
  });

  it.each<ReplayFilter>([
    { ids: [EVENT] },
    { type: 'a.b' },
    { source: '/github' },
    { subject: 'a' },
    { since: new Date() },
    { state: 'dead' },
    { consumer: 'sub_1' },
  ])('is narrow with %j', (filter) => {
    expect(() => assertReplayFilter(filter)).not.toThrow();
  });

  it.each<[ReplayFilter, string]>([
    [{ ids: [] }, 'filter.ids'],
    [{ ids: Array.from({ length: 1_001 }, () => EVENT) }, 'filter.ids'],
    [{ ids: [EVENT, 'sub_1'] }, 'filter.ids'],
    [{ type: '!invoice.*' }, 'filter.type'],
  ])('is refused with %j, naming the field', (filter, field) => {
    const refusal = (): unknown => {
      try {
        assertReplayFilter(filter);
      } catch (error) {
        return error instanceof KancaError ? error.problems?.map((problem) => problem.field) : error;
      }
      return 'nothing';
    };
    expect(refusal()).toEqual([field]);
  });
});
