import { statement, text, uuid } from '@kanca/database';

/** Brings a replay of the tenant (`*`: of any) into the state `to`, if it is in one of `from`. Waits for a step that is under way. */
export const changeReplay = statement<{ id: string }>()({
  name: 'change-replay',
  params: { id: uuid, tenant: text, to: text, from: text.array },
  text: `
    UPDATE kanca.replays
    SET state = :to, failures = 0, next_step_at = CASE WHEN state = 'failed' THEN now() ELSE next_step_at END,
        error = CASE WHEN :to = 'running' THEN NULL ELSE error END,
        finished_at = CASE WHEN :to = 'cancelled' THEN now() END
    WHERE id = :id AND (:tenant = '*' OR tenant = :tenant) AND state = ANY (:from)
    RETURNING id`,
});
