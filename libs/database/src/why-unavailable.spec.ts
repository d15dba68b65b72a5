import { describe, expect, it } from '@jest/globals';
import { isUnavailable } from './is-unavailable.js';
import { whyUnavailable } from './why-unavailable.js';

const coded = (code: string, message = 'could not write to 10.0.0.7:/var/lib/secret'): Error =>
  Object.assign(new Error(message), { code });

describe('whyUnavailable', () => {
  it.each([
    [coded('53100'), 'disk_full', true],
    [coded('53300'), 'too_many_connections', true],
    [coded('57014'), 'too_slow', true],
    [coded('57P01'), 'not_running', false],
    [coded('57P03'), 'not_running', true],
    [coded('58030'), 'disk_fault', false],
    [coded('25006'), 'read_only', true],
    [coded('ECONNREFUSED'), 'unreachable', true],
    [coded('ECONNRESET'), 'cut_off', false],
    [new Error('Query read timeout'), 'too_slow', false],
    [new Error('timeout exceeded when trying to connect'), 'unreachable', true],
    [new Error('Connection terminated unexpectedly'), 'cut_off', false],
    [new AggregateError([coded('ECONNREFUSED')]), 'unreachable', true],
  ])('tells of %s that it is %s, and whether nothing was changed: %s', (error, reason, isUndone) => {
    expect(isUnavailable(error)).toBe(true);
    const why = whyUnavailable(error);
    expect(why).toMatchObject({ reason, isUndone });
    expect(why.sentence).not.toContain('10.0.0.7');
  });
});
