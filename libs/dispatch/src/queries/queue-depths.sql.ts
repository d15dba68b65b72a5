import { statement } from '@kanca/database';
import { RUNNING } from '../postgres/verbs/running.sql.js';

type Counted = 'ready' | 'scheduled' | 'running' | 'held' | 'outbox' | 'oldestAgeSeconds';
type DepthsRow = Readonly<Record<Counted, string>>;

/** How full the queue is, without its dead letters. Walks the open deliveries. */
export const queueDepths = statement<DepthsRow>()({
  name: 'queue-depths',
  text: `
    WITH running AS MATERIALIZED (${RUNNING}),
    waiting AS (
      -- Counted by consumer first: what a consumer is like is then asked once, and not for each of its deliveries.
      SELECT d.consumer_id,
             count(*) AS total,
             count(*) FILTER (WHERE NOT d.waits AND d.due_at = 'infinity') AS blocked,
             count(*) FILTER (WHERE d.due_at <= now()) AS due,
             min(d.due_at) AS first_due_at
      FROM kanca.open_deliveries d
      WHERE d.id NOT IN (SELECT id FROM running)
      GROUP BY d.consumer_id
    ),
    judged AS (
      SELECT w.*, c.pull, c.state = 'active' AS is_active,
             coalesce(t.parked_until > now(), false) OR t.probing AS is_spared
      FROM waiting w
      JOIN kanca.consumers c ON c.id = w.consumer_id
      JOIN kanca.consumer_turns t ON t.consumer_id = w.consumer_id
    )
    SELECT coalesce(sum(due) FILTER (WHERE is_active AND NOT is_spared), 0) AS "ready",
           coalesce(sum(total - blocked - CASE WHEN is_spared THEN 0 ELSE due END) FILTER (WHERE is_active), 0) AS "scheduled",
           (SELECT count(*) FROM running) AS "running",
           coalesce(sum(CASE WHEN is_active THEN blocked ELSE total END), 0) AS "held",
           (SELECT count(*) FROM kanca.outbox) AS "outbox",
           coalesce(extract(epoch FROM now() - min(first_due_at)
             FILTER (WHERE is_active AND NOT is_spared AND NOT pull AND due > 0)), 0) AS "oldestAgeSeconds"
    FROM judged`,
});
