import { KancaError } from './kanca-error.js';
import { isOperational } from './operational-type.js';

/** Says whether an event type passes. */
export type EventFilter = (type: string) => boolean;

const MAX_PATTERNS = 200;
const MAX_PATTERN_LENGTH = 256;
/** Every process keeps all filters in memory. */
const MAX_TOTAL_LENGTH = 8_192;

/**
 * Event type patterns as one predicate. `*` alone is everything; a trailing `.*` is everything below; `*` elsewhere is one
 * segment; a leading `!` excludes. Patterns that only exclude start from everything. Everything is not what Kanca tells of itself
 * (`kanca.…`): that is heard by filters that name it. Linear in the length of the type.
 * @example compileFilters(['stripe.*', '!stripe.invoice.*'])('stripe.charge.failed') // true
 * @throws KancaError `invalid_request` naming every pattern that is wrong
 */
export function compileFilters(patterns: readonly string[]): EventFilter {
  if (patterns.length > MAX_PATTERNS || patterns.reduce((sum, { length }) => sum + length, 0) > MAX_TOTAL_LENGTH)
    throw new KancaError(
      'invalid_request',
      `filters: at most ${String(MAX_PATTERNS)} patterns of ${String(MAX_TOTAL_LENGTH)} characters together are accepted.`,
      { problems: [{ field: 'filters', problem: 'are too many' }] },
    );
  const problems = patterns.flatMap((pattern, index) => {
    const problem = problemOfPattern(pattern);
    return problem === null ? [] : [{ field: `filters.${String(index)}`, problem }];
  });
  if (patterns.length === 0) problems.push({ field: 'filters', problem: 'is empty: use ["*"] for everything' });
  if (problems.length > 0)
    throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field} ${problem}`).join('; '), {
      problems,
    });

  const included = patterns.filter((pattern) => !pattern.startsWith('!')).map(matcher);
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => matcher(pattern.slice(1)));
  const startsOpen = included.length === 0;
  // What Kanca tells of itself is for those who ask for it by name, not for everybody who takes everything.
  const namesOperational = patterns.some((pattern) => isOperational(pattern));
  return (type) => {
    if (isOperational(type) && !namesOperational) return false;
    const segments = type.split('.');
    return (
      (startsOpen || included.some((matches) => matches(segments))) && !excluded.some((matches) => matches(segments))
    );
  };
}

/** What stands first in every event type: a word of a published one, or the name of a provider. */
const FIRST_SEGMENT = /^(?:[A-Za-z0-9_:/-]+|\*)$/;

/**
 * What is wrong with patterns that somebody enters: also that one can match no event, as `invoice.paid,invoice.sent` or `order placed`.
 * Those that were stored before are compiled as they are.
 * @throws KancaError `invalid_request` naming every pattern that is wrong
 */
export function assertFilters(patterns: readonly string[]): void {
  compileFilters(patterns);
  const problems = patterns.flatMap((pattern, index) => {
    const body = pattern.startsWith('!') ? pattern.slice(1) : pattern;
    if (FIRST_SEGMENT.test(body.split('.')[0] ?? '') && !/[,;]/.test(body)) return [];
    const hint = /[,;\s]/.test(body.trim()) ? ': are these several filters? Give each of them on its own' : '';
    return [{ field: `filters.${String(index)}`, problem: `${JSON.stringify(pattern)} can match no event${hint}` }];
  });
  if (problems.length > 0)
    throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field} ${problem}`).join('; '), {
      problems,
    });
}

function problemOfPattern(pattern: string): string | null {
  const body = pattern.startsWith('!') ? pattern.slice(1) : pattern;
  if (body === '') return `${JSON.stringify(pattern)} is empty`;
  if (body.length > MAX_PATTERN_LENGTH) return `is longer than ${String(MAX_PATTERN_LENGTH)} characters`;
  const segments = body.split('.');
  if (segments.includes('')) return `${JSON.stringify(pattern)} has an empty segment`;
  if (segments.some((segment) => segment !== '*' && segment.includes('*')))
    return `${JSON.stringify(pattern)} mixes * with other characters in a segment: a * stands for a whole segment`;
  return null;
}

function matcher(pattern: string): (segments: readonly string[]) => boolean {
  if (pattern === '*') return () => true;
  const wanted = pattern.split('.');
  const open = wanted.at(-1) === '*';
  const fixed = open ? wanted.slice(0, -1) : wanted;
  return (segments) =>
    (open ? segments.length > fixed.length : segments.length === fixed.length) &&
    fixed.every((segment, index) => segment === '*' || segment === segments[index]);
}
