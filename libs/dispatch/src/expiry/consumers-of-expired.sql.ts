import { int, statement } from '@kanca/database';
import { RUNNING } from '../postgres/verbs/running.sql.js';

/** The consumers of the first `most` expired deliveries, without those under attempt. Cost: one index probe when nothing has expired. */
export const consumersOfExpired = statement<{ consumer_id: string }>()({
  name: 'consumers-of-expired',
  params: { most: int },
  text: `
    SELECT DISTINCT e.consumer_id
    FROM (SELECT o.consumer_id FROM kanca.open_deliveries o
          WHERE o.expires_at <= now() AND o.id NOT IN (SELECT running.id FROM (${RUNNING}) AS running)
          ORDER BY o.expires_at LIMIT :most) AS e`,
});
