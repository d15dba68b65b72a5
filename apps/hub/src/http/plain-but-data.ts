import { withPlainNumbers } from '@kanca/core';
import { isRecord } from '../config/read-kanca-yaml.js';

/**
 * A call that publishes, as it was parsed by `parseExactJson`: the data of each event keeps the digits of its numbers, and everything
 * else has numbers as JavaScript has them.
 */
export function plainButData(body: unknown): unknown {
  if (!isRecord(body)) return withPlainNumbers(body);
  return Object.fromEntries(
    Object.entries(body).map(([name, entry]) => {
      if (name === 'data') return [name, entry];
      return [name, name === 'events' && Array.isArray(entry) ? entry.map(plainButData) : withPlainNumbers(entry)];
    }),
  );
}
