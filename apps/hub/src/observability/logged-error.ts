import { pino, type SerializedError } from 'pino';

/** Of a failed statement: its text and values, and the rows that PostgreSQL repeats. They hold what callers sent. */
const OF_STATEMENTS: ReadonlySet<string> = new Set([
  'query',
  'parameters',
  'driverError',
  'detail',
  'where',
  'internalQuery',
  'client',
]);

/** An error as it is logged: an error of the database keeps its message, code and place, and none of the data of its statement. */
export function loggedError(error: Error): SerializedError | Record<string, unknown> {
  const serialized = pino.stdSerializers.err(error);
  const entries = Object.entries(serialized).filter(([name]) => !OF_STATEMENTS.has(name));
  return Object.fromEntries(entries);
}
