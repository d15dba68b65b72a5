import { describe, expect, it } from '@jest/globals';
import { problemsOfMark } from './check-mark.js';
import type { HandlerMark } from './handler-mark.js';

const RETRY = { kind: 'list', delaysMs: [5], jitter: 0 } as const;

/** As plain JavaScript may have written it. */
function problemsOf(provider: unknown, events: unknown, options: unknown = {}): readonly string[] {
  return problemsOfMark('Shop.paid', { provider, events, options } as HandlerMark);
}

describe('the check of a handler', () => {
  it.each<[string, unknown, unknown, unknown]>([
    ['nothing but an event', 'shop', ['paid'], {}],
    ['a published type by its first word', 'order', ['placed'], {}],
    ['everything', '*', ['*'], { types: ['order.*', '!order.draft'] }],
    [
      'every option at once',
      'shop',
      ['paid', '*'],
      {
        name: 'paid',
        where: { 'data.a': 1 },
        sources: ['default', 'Acme.1'],
        order: -5,
        orderBy: 'data.id',
        onPoison: 'block',
        concurrency: 1,
        timeoutMs: 86_400_000,
        retry: RETRY,
        reply: false,
      },
    ],
    ['options that are there and say nothing', 'shop', ['paid'], { where: undefined, order: undefined }],
  ])('passes %s', (_, provider, events, options) => {
    expect(problemsOf(provider, events, options)).toEqual([]);
  });

  it.each<[unknown, unknown, unknown, string]>([
    ['shop', ['paid'], { name: ' ' }, 'name is " ": expected a text of 1 to 200 characters.'],
    ['shop', ['paid'], { name: 5 }, 'name is 5: expected a text of 1 to 200 characters.'],
    ['shop', ['paid'], { where: 'a' }, 'where is "a": expected an object of conditions.'],
    [
      'shop',
      ['paid'],
      { where: { 'data.a': { $gt: 1n } } },
      'where is [object Object]: where cannot be written as JSON.',
    ],
    [
      'shop',
      ['paid'],
      { where: { amount: 1 } },
      'where is {"amount":1}: where.amount is wrong: "amount" is not a path',
    ],
    ['shop', ['paid'], { sources: 'acme' }, 'sources is "acme": expected a list of the names'],
    ['shop', ['paid'], { sources: [] }, 'sources is []: expected a list of the names'],
    ['shop', ['paid'], { sources: ['/shop/acme'] }, 'sources is ["/shop/acme"]: expected a list of the names'],
    [
      'shop',
      ['paid'],
      { sources: ['a'], where: { source: '/shop' } },
      'sources is ["a"]: cannot be used beside a filter on source.',
    ],
    [
      'shop',
      ['paid'],
      { sources: Array.from({ length: 200 }, (_, n) => `${'x'.repeat(50)}${String(n)}`) },
      'where is longer than 8192 characters of JSON.',
    ],
    ['*', ['*'], { sources: ['a'] }, 'sources is ["a"]: belongs to a handler of one provider'],
    ['shop', ['paid'], { types: ['a'] }, `types is ["a"]: belongs to @OnWebhook('*', …)`],
    ['*', ['*'], { types: 'order' }, `types is "order": expected a list such as ['order.*'].`],
    ['*', ['*'], { types: ['order*'] }, 'types is ["order*"]: filters.0 "order*" mixes *'],
    ['shop', ['paid'], { order: 1.5 }, 'order is 1.5: expected a whole number from -32768 to 32767.'],
    ['shop', ['paid'], { order: '1' }, 'order is "1": expected a whole number'],
    ['shop', ['paid'], { orderBy: 'id' }, `orderBy is "id": expected 'subject', 'source', 'type', or a path`],
    ['shop', ['paid'], { orderBy: 'data' }, `orderBy is "data": expected 'subject'`],
    ['shop', ['paid'], { orderBy: 'data.a..b' }, 'orderBy is "data.a..b": "data.a..b" has an empty segment.'],
    ['shop', ['paid'], { orderBy: 'data.id', reply: true }, 'orderBy is "data.id": cannot be used with reply'],
    ['shop', ['paid'], { onPoison: 'stop' }, `onPoison is "stop": expected 'skip' or 'block'.`],
    ['shop', ['paid'], { onPoison: 'block' }, 'onPoison is "block": needs orderBy'],
    ['shop', ['paid'], { concurrency: 0 }, 'concurrency is 0: expected a whole number from 1 to 1000.'],
    ['shop', ['paid'], { concurrency: Number.NaN }, 'concurrency is NaN: expected a whole number from 1 to 1000.'],
    // A timer that is set for longer goes off at once.
    ['shop', ['paid'], { timeoutMs: 2 ** 31 }, 'timeoutMs is 2147483648: expected a whole number from 1 to 86400000.'],
    ['shop', ['paid'], { retry: 3 }, 'retry is 3: expected a retry policy such as'],
    ['shop', ['paid'], { retry: { kind: 'list' } }, 'retry is {"kind":"list"}: expected a retry policy'],
    ['shop', ['paid'], { retry: { ...RETRY, jitter: 2 } }, 'retry: a list one has delaysMs'],
    ['shop', ['paid'], { reply: 'yes' }, 'reply is "yes": expected true or false.'],
    ['shop', ['paid'], { order: null }, 'order is null: expected a whole number'],
    ['shop', ['paid'], { timeout: 5 }, 'timeout is 5: there is no such option; did you mean timeoutMs?'],
    ['shop', ['paid'], { toString: 5 }, 'toString is 5: there is no such option'],
    ['shop', ['a..b'], {}, '"shop.a..b" has an empty segment'],
    ['!shop', ['paid'], {}, '"!shop" cannot be the name of a provider.'],
    ['shop', [], {}, '@OnWebhook takes a provider and the names of its events, got "shop" and [].'],
    [undefined, ['paid'], {}, 'got undefined and ["paid"].'],
    ['shop', ['paid'], null, 'the options of @OnWebhook are an object, got null.'],
    ['shop', ['paid'], { sources: ['a'], where: { amount: 1 } }, 'where is {"amount":1}: where.amount is wrong'],
    ['*', ['paid'], {}, `@OnWebhook('*', …) hears every provider, and none of them shares its events with the others`],
  ])('%j, %j with %o: %s', (provider, events, options, sentence) => {
    expect(problemsOf(provider, events, options)).toEqual([expect.stringContaining(sentence)]);
    expect(problemsOf(provider, events, options)[0]).toMatch(/^Shop\.paid: /);
  });

  it('names every option that is wrong at once', () => {
    expect(problemsOf('shop', ['paid'], { order: 'a', reply: 1, concurrency: 0 })).toHaveLength(3);
  });
});
