import { describe, expect, it } from '@jest/globals';
import { nestedForm } from './mailchimp.bracketed-form.js';

describe('mailchimp', () => {
  it('reads names with brackets as the object that they mean', () => {
    const fields = {
      type: 'profile',
      'data[email]': 'a@example.com',
      'data[merges][GROUPINGS][0][name]': 'Interests',
      'data[merges][GROUPINGS][1][name]': 'Places',
    };
    expect(nestedForm(fields)).toEqual({
      type: 'profile',
      data: {
        email: 'a@example.com',
        merges: { GROUPINGS: { 0: { name: 'Interests' }, 1: { name: 'Places' } } },
      },
    });
  });

  it.each([
    ['brackets that do not close', 'a[b'],
    ['text after the brackets', 'a[b]c'],
    ['nothing before the brackets', '[a]'],
    ['more levels than anybody writes', `a${'[b]'.repeat(8)}`],
  ])('leaves a name with %s as it is', (_name, name) => {
    expect(nestedForm({ [name]: '1' })).toEqual({ [name]: '1' });
  });

  it('gives a place that two names want to the first', () => {
    expect(nestedForm({ 'a[b]': '1', a: '2' })).toEqual({ a: { b: '1' } });
    expect(nestedForm({ a: '2', 'a[b]': '1' })).toEqual({ a: '2', 'a[b]': '1' });
  });

  it('keeps a hostile name an ordinary property', () => {
    const nested = nestedForm({ '__proto__[x]': '1', 'data[__proto__][y]': '2' });
    expect(Object.getPrototypeOf(nested)).toBe(Object.prototype);
    expect(JSON.stringify(nested)).toBe('{"__proto__":{"x":"1"},"data":{"__proto__":{"y":"2"}}}');
  });
});
