import { statement } from '@kanca/database';

/** The database's time. As text, because a Date has no microseconds. */
export const readClock = statement<{ now: string }>()({
  name: 'clock',
  text: `SELECT clock_timestamp()::text AS now`,
});
