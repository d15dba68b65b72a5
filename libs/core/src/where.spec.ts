import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReadableEvent } from './event-path.js';
import { KancaError } from './kanca-error.js';
import { parseExactJson } from './exact-json.js';
import { assertWhere, compileWhere, type Where } from './where.js';

const EVENT: ReadableEvent = {
  tenant: 'default',
  provider: 'shop',
  source: '/shop/acme',
  type: 'shop.order.placed',
  subject: null,
  datacontenttype: 'application/json',
  data: { amount: 100, currency: 'eur', paid: false, note: null, tags: ['vip', 7, null], address: { city: 'Bern' } },
};

describe('compileWhere', () => {
  it.each<[Where, boolean]>([
    [{}, true],
    [{ type: 'shop.order.placed' }, true],
    [{ type: 'shop.order' }, false],
    [{ 'data.amount': 100 }, true],
    [{ 'data.amount': '100' }, false],
    [{ 'data.paid': false }, true],
    [{ 'data.paid': 0 }, false],
    [{ 'data.amount': 100, 'data.currency': 'chf' }, false],
    [{ 'data.currency': { $eq: 'eur' } }, true],
    [{ 'data.currency': { $ne: 'eur' } }, false],
    [{ 'data.currency': { $ne: 'chf' } }, true],
    // A value that is missing equals null.
    [{ 'data.note': null }, true],
    [{ 'data.missing': null }, true],
    [{ 'data.missing': { $ne: null } }, false],
    [{ subject: null }, true],
    [{ 'data.note': { $exists: true } }, true],
    [{ 'data.missing': { $exists: true } }, false],
    [{ 'data.missing': { $exists: false } }, true],
    [{ subject: { $exists: true } }, false],
    [{ 'data.amount': { $gt: 99 } }, true],
    [{ 'data.amount': { $gt: 100 } }, false],
    [{ 'data.amount': { $gte: 100 } }, true],
    [{ 'data.amount': { $gte: 101 } }, false],
    [{ 'data.amount': { $lt: 101 } }, true],
    [{ 'data.amount': { $lt: 100 } }, false],
    [{ 'data.amount': { $lte: 100 } }, true],
    [{ 'data.amount': { $lte: 99 } }, false],
    [{ 'data.amount': { $gt: 50, $lt: 60 } }, false],
    [{ 'data.currency': { $gt: 'chf', $lt: 'usd' } }, true],
    // Numbers compare with numbers, texts with texts, and nothing else with anything.
    [{ 'data.currency': { $gt: 1 } }, false],
    [{ 'data.currency': { $lte: 1 } }, false],
    [{ 'data.note': { $lte: 0 } }, false],
    [{ 'data.missing': { $lt: 5 } }, false],
    [{ 'data.currency': { $in: ['chf', 'eur'] } }, true],
    [{ 'data.currency': { $in: [] } }, false],
    [{ 'data.missing': { $in: [null] } }, true],
    [{ 'data.currency': { $nin: ['chf', 'eur'] } }, false],
    [{ 'data.missing': { $nin: ['chf'] } }, true],
    [{ source: { $startsWith: '/shop/' } }, true],
    [{ source: { $startsWith: 'shop' } }, false],
    [{ source: { $endsWith: '/acme' } }, true],
    [{ source: { $endsWith: '/acm' } }, false],
    [{ 'data.amount': { $startsWith: '1' } }, false],
    [{ source: { $contains: 'op/ac' } }, true],
    [{ 'data.tags': { $contains: 'vip' } }, true],
    [{ 'data.tags': { $contains: 'vi' } }, false],
    [{ 'data.tags': { $contains: '7' } }, false],
    [{ 'data.tags': { $contains: 7 } }, true],
    [{ 'data.tags': { $contains: null } }, true],
    [{ 'data.address': { $contains: 'Bern' } }, false],
    [{ 'data.missing': { $contains: 'a' } }, false],
    [{ $or: [{ 'data.amount': 1 }, { 'data.currency': 'eur' }] }, true],
    [{ $or: [{ 'data.amount': 1 }, { 'data.currency': 'chf' }] }, false],
    [{ $and: [{ 'data.amount': 100 }, { 'data.currency': 'eur' }] }, true],
    [{ $and: [{ 'data.amount': 100 }, { 'data.currency': 'chf' }] }, false],
    [{ $not: { 'data.currency': 'chf' } }, true],
    [{ $not: { 'data.currency': 'eur' } }, false],
    [{ 'data.amount': 100, $or: [{ 'data.paid': true }, { $not: { 'data.address.city': 'Basel' } }] }, true],
  ])('%j is %s', (where, expected) => {
    expect(compileWhere(where)(EVENT)).toBe(expected);
  });

  it.each<[string, unknown, string]>([
    ['an unknown operator', { 'data.a': { $regex: 'a+' } }, 'where.data.a.$regex is no operator: there are $eq, $ne'],
    ['an operator that every object has', { 'data.a': { constructor: 1 } }, 'where.data.a.constructor is no operator'],
    ['an operator without a path', { $gt: 5 }, 'where.$gt is no operator here: use $and, $or, $not, or a path'],
    ['a path that leads nowhere', { amount: 5 }, 'where.amount is wrong: "amount" is not a path into an event'],
    ['no operator', { 'data.a': {} }, 'where.data.a has no operator'],
    ['a list to equal', { 'data.a': [1] }, 'where.data.a expects a string, a number, true, false or null'],
    ['an object to equal', { 'data.a': { $eq: {} } }, 'where.data.a.$eq expects a string, a number'],
    ['a text to be greater than true', { 'data.a': { $gt: true } }, 'where.data.a.$gt expects a number or a string'],
    ['something else than a list', { 'data.a': { $in: 'abc' } }, 'where.data.a.$in expects a list'],
    ['a list in a list', { 'data.a': { $nin: [[1]] } }, 'where.data.a.$nin expects a list'],
    ['a word for yes', { 'data.a': { $exists: 'yes' } }, 'where.data.a.$exists expects true or false'],
    ['a number to begin with', { 'data.a': { $startsWith: 1 } }, 'where.data.a.$startsWith expects a string'],
    ['an object to contain', { 'data.a': { $contains: {} } }, 'where.data.a.$contains expects a string'],
    ['an empty choice', { $or: [] }, 'where.$or is not a list of conditions'],
    ['a choice that is no list', { $and: { type: 'a' } }, 'where.$and is not a list of conditions'],
    ['a part that is no object', { $or: ['type'] }, 'where.$or.0 is not an object of conditions'],
    ['a denial of nothing', { $not: null }, 'where.$not is not an object of conditions'],
    ['a list', [], 'where is not an object of conditions'],
    ['null', null, 'where is not an object of conditions'],
  ])('refuses %s, and says where', (_, where, sentence) => {
    expect(() => compileWhere(where as Where)).toThrow(KancaError);
    expect(() => compileWhere(where as Where)).toThrow(sentence);
  });

  it('names everything that is wrong at once', () => {
    expect(() => compileWhere({ amount: 1, 'data.a': { $gt: null, $foo: 1 } })).toThrow(
      expect.objectContaining({
        problems: [
          expect.objectContaining({ field: 'where.amount' }),
          expect.objectContaining({ field: 'where.data.a.$gt' }),
          expect.objectContaining({ field: 'where.data.a.$foo' }),
        ],
      }),
    );
  });

  // It is kept as JSON. A value that comes back as another one would be a filter that cannot be read, or that lets everything pass.
  it.each<[string, unknown]>([
    ['NaN', { 'data.a': { $gt: Number.NaN } }],
    ['Infinity', { 'data.a': Number.POSITIVE_INFINITY }],
    ['NaN in a list', { 'data.a': { $in: [Number.NaN] } }],
    ['undefined', { 'data.a': undefined }],
    ['nothing at all', undefined],
    ['a time', { 'data.a': new Date(0) }],
    ['a BigInt', { 'data.a': 1n }],
    ['a function', { 'data.a': () => 1 }],
  ])('refuses %s, of which JSON makes something else', (_, where) => {
    expect(() => compileWhere(where as Where)).toThrow(KancaError);
  });

  it('refuses a filter that holds itself', () => {
    const where: Record<string, unknown> = {};
    where['$not'] = where;
    expect(() => compileWhere(where)).toThrow('where cannot be written as JSON');
  });

  it('has bounds: of depth, of conditions, of length', () => {
    const nested = (levels: number): Where => (levels === 1 ? { 'data.a': 1 } : { $not: nested(levels - 1) });
    const many = (count: number): Where => ({ $and: Array.from({ length: count }, () => ({ 'data.a': 1 })) });
    expect(() => compileWhere(nested(8))).not.toThrow();
    expect(() => compileWhere(nested(9))).toThrow('nested deeper than 8 levels');
    expect(() => compileWhere(nested(600))).toThrow('nested deeper than 8 levels');
    expect(() => compileWhere(many(100))).not.toThrow();
    expect(() => compileWhere(many(101))).toThrow('more than 100 conditions');
    expect(() => compileWhere({ 'data.a': 'x'.repeat(8_200) })).toThrow('longer than 8192 characters');
  });

  it('a filter with 100 $contains read a large event 100 times over: there are at most 10', () => {
    const texts = (count: number): Where => ({
      $or: Array.from({ length: count }, (_, index) => ({ 'data.a': { $contains: String(index) } })),
    });
    expect(() => compileWhere(texts(10))).not.toThrow();
    expect(() => compileWhere({ $not: texts(10), 'data.tags': { $contains: 'x' } })).toThrow(
      'where has 11 $contains: at most 10 may be in one filter',
    );
  });

  it('compiles what was kept as JSON to the same filter', () => {
    const where = { 'data.amount': { $gte: 99.5 }, $or: [{ 'data.note': null }, { 'data.tags': { $contains: 'x' } }] };
    expect(compileWhere(JSON.parse(JSON.stringify(where)) as Where)(EVENT)).toBe(compileWhere(where)(EVENT));
  });

  it('takes or refuses any JSON, and decides on any event', () => {
    const condition = fc.dictionary(
      fc.constantFrom('data.a', 'data.a.b', 'type', 'subject', '$and', '$or', '$not', 'bad', '__proto__'),
      fc.oneof(
        fc.jsonValue(),
        fc.dictionary(fc.constantFrom('$eq', '$gt', '$in', '$exists', '$contains', '$not', 'toString'), fc.jsonValue()),
      ),
    );
    fc.assert(
      fc.property(condition, fc.jsonValue(), (where, data) => {
        try {
          expect(typeof compileWhere(where)({ ...EVENT, data })).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(KancaError);
        }
      }),
    );
  });
});

describe('numbers with more digits than JavaScript keeps', () => {
  const data = parseExactJson('{"id":9007199254740993,"price":10.00,"huge":1E400,"ids":[9007199254740993]}');
  const passes = (where: Where): boolean => compileWhere(where)({ ...EVENT, data });

  it.each<[Where, boolean]>([
    [{ 'data.id': '9007199254740993' }, true],
    [{ 'data.id': '9007199254740992' }, false],
    [{ 'data.id': 9007199254740992 }, false],
    [{ 'data.id': { $ne: 9007199254740992 } }, true],
    [{ 'data.id': { $in: ['9007199254740993'] } }, true],
    [{ 'data.id': { $gt: 9007199254740992 } }, true],
    [{ 'data.id': { $gt: '9007199254740992', $lt: '9007199254740994' } }, true],
    [{ 'data.ids': { $contains: '9007199254740993' } }, true],
    [{ 'data.huge': { $gt: 1e300 } }, true],
    [{ 'data.price': 10 }, true],
    [{ 'data.price': { $gte: 10, $lte: 10 } }, true],
    // A number that JavaScript has is never a text.
    [{ 'data.price': '10' }, false],
    [{ 'data.id': 'many' }, false],
  ])('%j', (where, expected) => {
    expect(passes(where)).toBe(expected);
  });

  it('are refused in a filter, where their last digits may be lost, and taken as a text', () => {
    expect(() => {
      // The literal is what JSON.parse makes of 9007199254740993.
      assertWhere({ $or: [{ 'data.id': { $in: [9007199254740992] } }] });
    }).toThrow(
      'where.$or.0.data.id.$in.0 is a whole number of more than 15 digits, of which the last may be lost: write it as a text',
    );
    expect(() => {
      assertWhere({ 'data.id': '9007199254740993', 'data.amount': { $gt: 1e15 } });
    }).not.toThrow();
  });
});
