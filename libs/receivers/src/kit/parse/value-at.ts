import { ExactNumber } from '@kanca/core';
import { utcTime } from './utc-time.js';

/**
 * What stands at a path of own properties, or undefined. Safe for anything JSON can hold, `__proto__` included.
 * @example valueAt(payload, 'event', 'type')
 */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[key];
  }
  return current;
}

/** The text at a path; undefined when it is missing, empty or not a text. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The id at a path that holds a text or a number, with all of its digits; undefined when it holds neither, or an empty text. */
export function idAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  if (typeof found === 'number' || found instanceof ExactNumber) return String(found);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The number at a path, rounded to what JavaScript can hold: for counts and times, and never for ids. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = valueAt(value, ...path);
  if (found instanceof ExactNumber) return found.valueOf();
  return typeof found === 'number' ? found : undefined;
}

/** The time at a path that holds Unix seconds or a text such as ISO 8601; UTC where it names no zone. Undefined when it holds neither. */
export function timeAt(value: unknown, ...path: readonly string[]): Date | undefined {
  const seconds = numberAt(value, ...path);
  if (seconds === undefined) return utcTime(textAt(value, ...path) ?? '');
  const time = new Date(seconds * 1_000);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
