import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compilePath, problemOfPath, type ReadableEvent } from './event-path.js';
import { KancaError } from './kanca-error.js';

const EVENT: ReadableEvent = {
  tenant: 'default',
  provider: null,
  source: '/published/default',
  type: 'order.placed',
  subject: null,
  datacontenttype: 'application/json',
  data: {
    id: 7,
    customer: { 'e-mail': 'a@b.example', name: null },
    items: [{ sku: 'a' }, { sku: 'b' }],
    'with.dots': 1,
    '': 2,
  },
};

describe('compilePath', () => {
  it.each([
    ['type', 'order.placed'],
    ['source', '/published/default'],
    ['tenant', 'default'],
    ['datacontenttype', 'application/json'],
    ['data.id', 7],
    ['data.customer.e-mail', 'a@b.example'],
    ['data.customer.name', null],
    ['data.items.1.sku', 'b'],
    ['data.items.length', 2],
    ['data.customer', { 'e-mail': 'a@b.example', name: null }],
  ])('%s reads %j', (path, expected) => {
    expect(compilePath(path)(EVENT)).toEqual(expected);
  });

  it('reads all of the data', () => {
    expect(compilePath('data')(EVENT)).toBe(EVENT.data);
  });

  it.each([
    'subject',
    'provider',
    'data.nothing',
    'data.nothing.below.it',
    'data.id.toFixed',
    'data.items.2.sku',
    'data.items.-1',
    'data.customer.name.first',
    'data.with.dots',
    // What every object has is nobody's data.
    'data.constructor',
    'data.customer.__proto__',
    'data.items.map',
  ])('%s reads nothing', (path) => {
    expect(compilePath(path)(EVENT)).toBeUndefined();
  });

  it.each([
    ['', /empty segment/],
    ['data.', /empty segment/],
    ['data..id', /empty segment/],
    ['id', /"id" is not a path into an event: use data\.<path>, or one of tenant/],
    ['type.word', /not a path/],
    ['dataset.id', /not a path/],
    ['toString', /not a path/],
    [`data.${'x'.repeat(252)}`, /too long: at most 256 characters/],
    [`data${'.x'.repeat(20)}`, /20 segments/],
  ])('refuses %j, and says why', (path, sentence) => {
    expect(() => compilePath(path)).toThrow(KancaError);
    expect(() => compilePath(path)).toThrow(sentence);
    expect(problemOfPath(path)).toMatch(sentence);
  });

  it('takes a path of the greatest length', () => {
    expect(problemOfPath(`data.${'x'.repeat(251)}`)).toBeNull();
    expect(problemOfPath(`data${'.x'.repeat(19)}`)).toBeNull();
  });

  it('finds every value that JSON can hold, by the names on the way to it', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 15 }), fc.jsonValue(), (names, value) => {
        const data = names.reduceRight<unknown>((inner, one) => ({ [one]: inner }), value);
        expect(compilePath(['data', ...names].join('.'))({ ...EVENT, data })).toEqual(value);
      }),
    );
  });
});
