import { statement } from '@kanca/database';

/** The time by the database, in milliseconds since 1970. */
export const readClock = statement<{ now_ms: number }>()({
  name: 'database-clock',
  text: `SELECT floor(extract(epoch FROM now()) * 1000)::float8 AS now_ms`,
});
