/** Names and indexes that lead to one value of a body. */
export type BodyPath = readonly string[];

/** The paths of all values of a body, at any depth, that `fits` accepts. */
export function pathsTo(body: unknown, fits: (value: unknown) => boolean): readonly BodyPath[] {
  if (fits(body)) return [[]];
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, entry]) => pathsTo(entry, fits).map((path) => [key, ...path]));
}

/** A copy of a body with another value at a path. */
export function withValue(body: unknown, [key, ...rest]: BodyPath, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(body))
    return body.map((entry: unknown, at) => (at === Number(key) ? withValue(entry, rest, value) : entry));
  return Object.fromEntries(
    Object.entries(body ?? {}).map(([name, entry]) => [name, name === key ? withValue(entry, rest, value) : entry]),
  );
}
