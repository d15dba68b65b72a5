import { describe, expect, it } from '@jest/globals';
import { settingsOf } from './settings.js';

/** As it is sent. */
const bodyOf = (options: Parameters<typeof settingsOf>[0]): unknown => JSON.parse(JSON.stringify(settingsOf(options)));

describe('the settings of a subscription', () => {
  it('are those that were given, and nothing else', () => {
    expect(bodyOf({ description: '' })).toEqual({ description: '' });
  });

  it('are taken away with none', () => {
    expect(bodyOf({ where: 'none', rateLimit: 'none', expiresAfter: 'none', header: ['none'] })).toEqual({
      where: null,
      rateLimit: null,
      expiresAfterMs: null,
      headers: {},
    });
  });

  it('take a header whose value has an = in it', () => {
    expect(bodyOf({ header: ['x-team = billing', 'x-query=a=b'] })).toEqual({
      headers: { 'x-team': 'billing', 'x-query': 'a=b' },
    });
  });

  it('do not repeat a header that is none: it may be a credential', () => {
    const header = ['authorization: Bearer hush'];
    expect(() => settingsOf({ header })).toThrow('--header takes name=value');
    expect(() => settingsOf({ header })).not.toThrow(/hush/);
  });

  it('say where a filter is no JSON', () => {
    expect(() => settingsOf({ where: "{'data.amount': 1}" })).toThrow(
      '--where is no JSON: line 1, column 2 has "\'", which does not fit there. It takes JSON, @file, or @- for standard input.',
    );
  });
});
