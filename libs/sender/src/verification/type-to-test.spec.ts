import { describe, expect, it } from '@jest/globals';
import { typeToTest } from './type-to-test.js';

describe('typeToTest', () => {
  it.each([
    [['*'], 'kanca.test'],
    [['!a.b'], 'kanca.test'],
    [['invoice.paid', 'a.b'], 'invoice.paid'],
    [['!invoice.draft', '*', 'invoice.*'], 'invoice.test'],
    [['shop.*.paid'], 'shop.test.paid'],
  ])('tries %j with %s', (filters, type) => {
    expect(typeToTest(filters)).toBe(type);
  });
});
