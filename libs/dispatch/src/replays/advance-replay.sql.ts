import { boolean, int, statement, text, uuid } from '@kanca/database';

/** Writes down a step of a replay; at a rate, the next one waits for as long as this one's deliveries take. */
export const advanceReplay = statement()({
  name: 'advance-replay',
  params: {
    id: uuid,
    cursorTenant: text.orNull,
    cursorId: uuid,
    examined: int,
    made: int,
    hastened: int,
    skipped: int,
    gone: int,
    isDone: boolean,
  },
  text: `
    UPDATE kanca.replays
    SET cursor_tenant = :cursorTenant, cursor_id = :cursorId, examined = examined + :examined, made = made + :made, hastened = hastened + :hastened,
        skipped = skipped + :skipped, gone = gone + :gone, failures = 0, error = NULL,
        state = CASE WHEN :isDone THEN 'done' ELSE state END,
        started_at = coalesce(started_at, now()), finished_at = CASE WHEN :isDone THEN now() END,
        next_step_at = CASE WHEN rate IS NULL THEN clock_timestamp()
                       ELSE greatest(next_step_at, now() - interval '1 second') + (:made + :hastened) / rate * interval '1 second' END
    WHERE id = :id`,
});
