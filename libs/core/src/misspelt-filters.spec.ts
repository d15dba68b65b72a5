import { describe, expect, it } from '@jest/globals';
import { misspeltFilters } from './misspelt-filters.js';

const RECEIVERS = [
  { name: 'github', events: ['push', 'issues.opened', 'issues.closed'] },
  { name: 'gitlab', events: ['push'] },
  { name: 'generic', events: [] },
];
const of = (...filters: string[]): readonly string[] =>
  misspeltFilters(filters, RECEIVERS).map(({ type, remark }) => `${type}: ${remark}`);

describe('misspeltFilters', () => {
  it('names a provider that is nearly one, and an event that is nearly one', () => {
    expect(of('githb.push', 'githb.push.*')).toEqual([
      'githb.push: no receiver is called githb: did you mean github or gitlab?',
    ]);
    expect(of('github.pusch')).toEqual(['github.pusch: github sends no pusch: did you mean push?']);
  });

  it.each([['github.push'], ['github.issues'], ['github.issues.*'], ['github.*'], ['*'], ['!github.push']])(
    'says nothing about %s',
    (filter) => {
      expect(of(filter)).toEqual([]);
    },
  );

  it('leaves alone a name that is like no known one: it may be published, or newer than the receiver', () => {
    expect(of('invoice.paid', 'github.something_entirely_new', 'generic.anything')).toEqual([]);
  });
});
