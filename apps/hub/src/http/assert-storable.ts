import { KancaError, nestsDeeperThan } from '@kanca/core';

const MAX_DEPTH = 200;
/** What PostgreSQL cannot hold in a text: NUL, and a surrogate that is half of a character. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/**
 * Refuses nesting that would overflow a recursive function, for a body that was just parsed: before anything else looks at it.
 * @throws KancaError `invalid_request`
 */
export function assertNotDeep(value: unknown): void {
  if (nestsDeeperThan(MAX_DEPTH, value)) refuse('', `is nested deeper than ${String(MAX_DEPTH)} levels`);
}

/**
 * Refuses what no schema should have to think of: nesting that would overflow a recursive function, and text that PostgreSQL cannot
 * hold (NUL, lone surrogates). An event's `data` is stored as bytes and may hold any text. The place of a problem is looked for only
 * when there is one: to write the path of each of 100,000 values takes a second.
 * @throws KancaError `invalid_request`
 */
export function assertStorable(value: unknown): void {
  if (!isStorable(value, 0)) refuseUnstorable(value, '', 0);
}

function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((entry: unknown) => isStorable(entry, depth + 1));
  return Object.entries(value).every(
    ([key, entry]) => !UNSTORABLE.test(key) && (key === 'data' || isStorable(entry, depth + 1)),
  );
}

/** Refuses with the path of the first problem. */
function refuseUnstorable(value: unknown, path: string, depth: number): void {
  if (typeof value === 'string' && UNSTORABLE.test(value)) refuse(path, 'has a NUL or half of a character in it');
  if (typeof value !== 'object' || value === null) return;
  if (depth >= MAX_DEPTH) refuse(path, `is nested deeper than ${String(MAX_DEPTH)} levels`);
  for (const [key, entry] of Object.entries(value)) {
    if (UNSTORABLE.test(key)) refuse(path, 'has a name with a NUL or half of a character in it');
    if (key === 'data' && !Array.isArray(value)) continue;
    refuseUnstorable(entry, path === '' ? key : depth < 4 ? `${path}.${key}` : path, depth + 1);
  }
}

function refuse(path: string, problem: string): never {
  const field = path.slice(0, 100) || '(body)';
  throw new KancaError('invalid_request', `${field} ${problem}.`, { problems: [{ field, problem }] });
}
