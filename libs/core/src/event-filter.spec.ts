import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assertFilters, compileFilters } from './event-filter.js';
import { KancaError } from './kanca-error.js';

describe('compileFilters', () => {
  it.each([
    [['*'], 'stripe.invoice.paid', true],
    [['stripe.*'], 'stripe.invoice.paid', true],
    [['stripe.*'], 'stripe', false],
    [['stripe.*'], 'stripes.invoice', false],
    [['stripe.invoice'], 'stripe.invoice.paid', false],
    [['stripe.invoice.paid'], 'stripe.invoice.paid', true],
    [['*.invoice.*'], 'stripe.invoice.paid', true],
    [['*.invoice.*'], 'a.b.invoice.paid', false],
    [['github.*.opened'], 'github.issues.opened', true],
    [['github.*.opened'], 'github.issues.comment.opened', false],
    [['stripe.*', '!stripe.invoice.*'], 'stripe.invoice.paid', false],
    [['stripe.*', '!stripe.invoice.*'], 'stripe.charge.failed', true],
    [['!stripe.*'], 'github.push', true],
    [['!stripe.*'], 'stripe.charge.failed', false],
    [['slack.slash_command:/deploy'], 'slack.slash_command:/deploy', true],
    [['*'], 'kanca.delivery.dead', false],
    [['*.delivery.*'], 'kanca.delivery.dead', false],
    [['!stripe.*'], 'kanca.delivery.dead', false],
    [['kanca.*'], 'kanca.delivery.dead', true],
    [['*', 'kanca.delivery.*'], 'kanca.delivery.dead', true],
    [['*', 'kanca.delivery.*'], 'stripe.charge.failed', true],
  ])('%j on %s is %s', (patterns, type, expected) => {
    expect(compileFilters(patterns)(type)).toBe(expected);
  });

  it.each([
    [[]],
    [['']],
    [['!']],
    [['a..b']],
    [['a*']],
    [['a.b*.c']],
    [['x'.repeat(300)]],
    [Array<string>(201).fill('a')],
    [Array<string>(50).fill('x'.repeat(200))],
  ])('refuses %j and names the field', (patterns) => {
    expect(() => compileFilters(patterns)).toThrow(KancaError);
    try {
      compileFilters(patterns);
    } catch (error) {
      expect((error as KancaError).problems?.[0]?.field).toMatch(/^filters/);
    }
  });

  it('is never slow, for all patterns and types', () => {
    const segment = fc.constantFrom('a', 'b', '*');
    const dotted = fc.array(segment, { minLength: 1, maxLength: 60 }).map((segments) => segments.join('.'));
    fc.assert(
      fc.property(fc.array(dotted, { minLength: 1, maxLength: 50 }), dotted, (patterns, type) => {
        const passes = compileFilters(patterns);
        const started = performance.now();
        passes(type);
        return performance.now() - started < 50;
      }),
    );
  });

  it('hears everything below with a trailing star, and nothing else', () => {
    const word = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(word, fc.array(word, { minLength: 1, maxLength: 4 }), (first, rest) => {
        const passes = compileFilters([`${first}.*`]);
        return passes([first, ...rest].join('.')) && !passes(first) && !passes([`${first}x`, ...rest].join('.'));
      }),
    );
  });

  it.each(['bad filter', 'a,b', 'stripe.invoice.paid,github.push', '!a;b', 'order placed'])(
    'refuses %j when it is entered, for it can match no event',
    (pattern) => {
      expect(() => {
        assertFilters(['*', pattern]);
      }).toThrow(/filters\.1 .* can match no event/);
    },
  );

  it('takes what a provider may call its events, and what was stored before', () => {
    assertFilters(['generic.order placed', '*.done', 'a:b/c-d_e.*', '!kanca.*', 'aspnet-custom.a+b']);
    expect(compileFilters(['a,b'])('a.b')).toBe(false);
  });

  it('keeps operational events from subscribers that do not name them, in capitals or not', () => {
    expect(compileFilters(['*'])('Kanca.delivery.dead')).toBe(false);
  });
});
