import { int, statement, uuid } from '@kanca/database';

export interface ChainedEvent {
  readonly event_id: string;
  readonly waiting: number;
  readonly is_stuck: boolean;
}

/**
 * The events of the next `most` deliveries that wait for handler of a lower order, behind the event `after`: how many of the deliveries are
 * its own, and whether one of them waits for nobody any more. WITH TIES, so that an event is looked at as a whole.
 */
export const chainedEvents = statement<ChainedEvent>()({
  name: 'staged-events',
  params: { after: uuid, most: int },
  text: `
    SELECT w.event_id, count(*)::int AS waiting, bool_or(NOT coalesce((
             SELECT true FROM kanca.open_deliveries p WHERE p.event_id = w.event_id AND p.stage < w.stage LIMIT 1), false)) AS is_stuck
    FROM (
      SELECT event_id, stage FROM kanca.open_deliveries
      WHERE waits AND stage IS NOT NULL AND event_id > :after ORDER BY event_id FETCH FIRST (:most) ROWS WITH TIES) AS w
    GROUP BY w.event_id ORDER BY w.event_id`,
});
