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

/** The time at a path that holds Unix seconds or an ISO 8601 text; undefined when it holds neither. */
export function timeAt(value: unknown, ...path: readonly string[]): Date | undefined {
  const found = valueAt(value, ...path);
  if (typeof found !== 'number' && typeof found !== 'string') return undefined;
  const time = new Date(typeof found === 'number' ? found * 1_000 : found);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
