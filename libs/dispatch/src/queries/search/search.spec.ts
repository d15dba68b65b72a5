import { ExactNumber } from '@kanca/core';
import { describe, expect, it } from '@jest/globals';
import { fitsTerms } from './fits-terms.js';
import { readSearch } from './search-text.js';
import { casesOf, writtenForms } from './written-forms.js';

describe('a search text', () => {
  it.each([
    ['invoice', [{ kind: 'word', text: 'invoice' }]],
    ['"Ada Lovelace"', [{ kind: 'word', text: 'Ada Lovelace' }]],
    ['data.customer.id=c_7', [{ kind: 'data', path: 'data.customer.id', value: 'c_7' }]],
    ['data.name="Ada Lovelace"', [{ kind: 'data', path: 'data.name', value: 'Ada Lovelace' }]],
    ['header.X-GitHub-Event=push', [{ kind: 'header', name: 'x-github-event', value: 'push' }]],
    ['a=b', [{ kind: 'word', text: 'a=b' }]],
    [
      'refund  data.items.0.sku=A=1',
      [
        { kind: 'word', text: 'refund' },
        { kind: 'data', path: 'data.items.0.sku', value: 'A=1' },
      ],
    ],
    ['"open', [{ kind: 'word', text: 'open' }]],
  ])('%s', (text, terms) => {
    expect(readSearch(text)).toEqual(terms);
  });

  it.each([
    ['', 'is empty'],
    ['   ', 'is empty'],
    ['""', 'without a value'],
    ['data.a=', 'without a value'],
    ['data.a..b=1', 'a path that is none'],
    ['a b c d e f g h i', 'more than 8'],
    ['x'.repeat(257), 'longer than 256'],
  ])('%j is refused: it %s', (text, problem) => {
    expect(() => readSearch(text)).toThrow(problem);
  });

  it('is read in no time, whatever it holds', () => {
    const startedAt = performance.now();
    expect(() => readSearch('data.'.repeat(51))).not.toThrow();
    expect(() => readSearch('"'.repeat(256))).toThrow();
    expect(performance.now() - startedAt).toBeLessThan(100);
  });
});

describe('the forms in which a text can be written', () => {
  it('are with and without escapes', () => {
    expect(writtenForms('Ayşe "x"').map(String)).toEqual([
      String.raw`Ayşe \"x\"`,
      String.raw`Ay\u015fe \"x\"`,
      String.raw`Ay\u015Fe \"x\"`,
    ]);
    expect(writtenForms('plain').map(String)).toEqual(['plain']);
  });

  it('are for a word in small letters, capitals, and with a capital first', () => {
    expect(casesOf('paId')).toEqual(['paId', 'paid', 'PAID', 'Paid']);
    expect(casesOf('7')).toEqual(['7']);
  });
});

describe('fitsTerms', () => {
  const event = {
    datacontenttype: 'application/json',
    data: { id: new ExactNumber('9007199254740993'), name: 'Ada', tags: ['a', 'b'], ok: true, none: null },
    headers: { 'x-event': 'push' },
  };

  it.each([
    ['data.id=9007199254740993', true],
    ['data.id=9007199254740992', false],
    ['data.name=Ada', true],
    ['data.name=ada', false],
    ['data.tags=b', true],
    ['data.tags.0=a', true],
    ['data.ok=true', true],
    ['data.none=null', true],
    ['data.constructor=Object', false],
    ['header.x-event=push', true],
    ['header.x-event=pull', false],
    ['header.other=push', false],
  ])('%s: %s', (text, fits) => {
    expect(fitsTerms(event, readSearch(text))).toBe(fits);
  });
});
