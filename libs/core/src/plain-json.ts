import { ExactNumber } from './exact-number.js';

/**
 * The same value with a JavaScript number for each `ExactNumber`, the nearest one: for code that computes with numbers. A part that
 * holds none is not copied.
 */
export function withPlainNumbers(value: unknown): unknown {
  if (value instanceof ExactNumber) return value.valueOf();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, withPlainNumbers(entry)] as const);
  if (entries.every(([key, entry]) => Object.is(Reflect.get(value, key), entry))) return value;
  return Array.isArray(value) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
}

/** The path of a number that JSON cannot write (NaN, Infinity), which `JSON.stringify` makes null of; undefined when there is none. */
export function placeOfUnwritableNumber(value: unknown, path: string): string | undefined {
  const waiting: { readonly value: unknown; readonly path: string }[] = [{ value, path }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next.value === 'number' && !Number.isFinite(next.value)) return next.path;
    if (typeof next.value !== 'object' || next.value === null || 'toJSON' in next.value) continue;
    for (const [key, entry] of Object.entries(next.value)) waiting.push({ value: entry, path: `${next.path}.${key}` });
  }
  return undefined;
}
