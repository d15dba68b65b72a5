import { statement } from '@kanca/database';
import { RESOLVING } from './resolving-delivery.sql.js';

/**
 * Counts the dead letters that nothing has resolved. Dead letters come from their partial index; LATERAL with LIMIT makes one
 * probe for each, also where the planner misjudges the size of the tables.
 */
export const countUnresolved = statement<{ count: string }>()({
  name: 'unresolved-dead-letters',
  text: `
    SELECT count(*) AS count
    FROM kanca.finished_deliveries d
    LEFT JOIN LATERAL (SELECT true AS is_resolved ${RESOLVING} LIMIT 1) AS later ON true
    WHERE d.state = 'dead' AND later.is_resolved IS NULL`,
});
