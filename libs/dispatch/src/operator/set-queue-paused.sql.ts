import { boolean, statement } from '@kanca/database';

/** Holds the deliveries of every consumer, or lets them go. */
export const setPaused = statement()({
  name: 'set-queue-paused',
  params: { paused: boolean },
  text: `UPDATE kanca.consumer_set SET paused = :paused WHERE paused <> :paused`,
});
