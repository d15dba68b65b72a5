import { int, statement, text, uuid } from '@kanca/database';

/** A step of a replay failed: it is tried again in a while, and given up after `most` failures in a row. */
export const failReplay = statement<{ state: string }>()({
  name: 'fail-replay',
  params: { id: uuid, error: text, most: int },
  text: `
    UPDATE kanca.replays
    SET failures = failures + 1, error = :error, next_step_at = now() + 2 ^ failures * interval '1 second',
        state = CASE WHEN failures + 1 >= :most THEN 'failed' ELSE state END,
        finished_at = CASE WHEN failures + 1 >= :most THEN now() END
    WHERE id = :id AND state = 'running'
    RETURNING state`,
});
