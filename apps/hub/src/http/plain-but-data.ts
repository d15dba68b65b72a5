import { withPlainNumbers, isObject } from '@kanca/core';

/**
 * A call that publishes, as it was parsed by `parseExactJson`: the data of each event keeps the digits of its numbers, and everything
 * else has numbers as JavaScript has them.
 */
export function plainButData(body: unknown): unknown {
  if (!isObject(body)) return withPlainNumbers(body);
  return Object.fromEntries(
    Object.entries(body).map(([name, entry]) => {
      if (name === 'data') return [name, entry];
      return [name, name === 'events' && Array.isArray(entry) ? entry.map(plainButData) : withPlainNumbers(entry)];
    }),
  );
}
