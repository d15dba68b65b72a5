import { describe, expect, it } from '@jest/globals';
import { misspeltHandlers } from './misspelt-handlers.js';

const RECEIVERS = [
  { name: 'github', events: ['push', 'issues.opened', 'issues.closed'] },
  { name: 'gitlab', events: ['push'] },
  { name: 'generic', events: [] },
];
const of = (...filters: string[]): readonly string[] => misspeltHandlers([{ name: 'A.b', filters }], RECEIVERS);

describe('misspeltHandlers', () => {
  it('names a provider that is nearly one, and an event that is nearly one', () => {
    expect(of('githb.push', 'githb.push.*')).toEqual([
      'A.b listens for githb.push, and no receiver is called githb: did you mean github or gitlab?',
    ]);
    expect(of('github.pusch')).toEqual(['A.b listens for github.pusch, and github sends no pusch: did you mean push?']);
  });

  it.each([['github.push'], ['github.issues'], ['github.issues.*'], ['github.*'], ['*'], ['!github.push']])(
    'says nothing about %s',
    (filter) => {
      expect(of(filter)).toEqual([]);
    },
  );

  it('leaves alone what is like nothing that is known: it may be published, or newer than the receiver', () => {
    expect(of('invoice.paid', 'github.something_entirely_new', 'generic.anything')).toEqual([]);
  });
});
