import { statement } from '@kanca/database';

/** Whether the deliveries of every consumer are held. */
export const readPaused = statement<{ paused: boolean }>()({
  name: 'read-queue-paused',
  text: `SELECT paused FROM kanca.consumer_set`,
});
