import { KancaError, nestsDeeperThan } from '@kanca/core';

const MAX_DEPTH = 200;

/**
 * Refuses nesting that would overflow a recursive function, for a body that was just parsed: before anything else looks at it.
 * @throws KancaError `invalid_request`
 */
export function assertNotDeep(value: unknown): void {
  if (nestsDeeperThan(MAX_DEPTH, value)) refuse('', `is nested deeper than ${String(MAX_DEPTH)} levels`);
}

/**
 * Refuses what no schema should have to think of: nesting that would overflow a recursive function, and text that PostgreSQL cannot
 * hold (NUL, lone surrogates). An event's `data` is stored as bytes and may hold any text.
 * @throws KancaError `invalid_request`
 */
export function assertStorable(value: unknown): void {
  const waiting: {
    readonly value: unknown;
    readonly path: string;
    readonly depth: number;
    readonly isData: boolean;
  }[] = [{ value, path: '', depth: 0, isData: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: inner, path, depth, isData } = next;
    if (depth > MAX_DEPTH) refuse(path, `is nested deeper than ${String(MAX_DEPTH)} levels`);
    if (typeof inner === 'string' && !isData && !isPlain(inner)) refuse(path, 'has a NUL or half of a character in it');
    if (typeof inner !== 'object' || inner === null) continue;
    for (const [key, child] of Object.entries(inner)) {
      if (!isData && !isPlain(key)) refuse(path, 'has a name with a NUL or half of a character in it');
      const at = path === '' ? key : depth < 4 ? `${path}.${key}` : path;
      waiting.push({ value: child, path: at, depth: depth + 1, isData: isData || key === 'data' });
    }
  }
}

function isPlain(text: string): boolean {
  // A lone surrogate is the only thing that does not survive the way to UTF-8 and back.
  return !text.includes('\0') && Buffer.from(text, 'utf8').toString('utf8') === text;
}

function refuse(path: string, problem: string): never {
  const field = path.slice(0, 100) || '(body)';
  throw new KancaError('invalid_request', `${field} ${problem}.`, { problems: [{ field, problem }] });
}
