import { RE2JS } from 're2js';

/** Steps of all patterns that are kept, of every schema together: about 30 MB. */
const MAX_KEPT = 200_000;
/** Of one pattern: should one be larger than its text was taken for. */
const MAX_STEPS = 50_000;

/** Those that were used last, the latest at the end. A schema that is kept does not keep its patterns. */
const kept = new Map<string, RE2JS>();
let steps = 0;

/**
 * Patterns come from users: these take time that is linear in the text for every pattern. The compiler of schemas tells them from each
 * other by their text.
 */
export const linearPatterns = Object.assign(
  (pattern: string) => {
    compiledOf(pattern);
    return { test: (text: string) => compiledOf(pattern).matcher(text).find(), toString: () => `linear:${pattern}` };
  },
  { code: 'linearPatterns' },
);

/** Steps of the patterns that are kept now. */
export function keptSteps(): number {
  return steps;
}

function compiledOf(pattern: string): RE2JS {
  const known = kept.get(pattern);
  if (known !== undefined) {
    kept.delete(pattern);
    kept.set(pattern, known);
    return known;
  }
  const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
  const more = compiled.programSize();
  if (more > MAX_STEPS) throw new Error('has a pattern that stands for too much: use smaller counts');
  for (const [oldest, dropped] of kept) {
    if (steps + more <= MAX_KEPT) break;
    kept.delete(oldest);
    steps -= dropped.programSize();
  }
  kept.set(pattern, compiled);
  steps += more;
  return compiled;
}
