/**
 * The open deliveries that some worker has claimed, as `consumer_id`, `id` and `number` of the attempt, and whether its claim
 * has not expired (`is_current`). A claim counts for one attempt: once that is completed, the delivery is gone or has more attempts behind it, and the claim says nothing about it any more.
 * LATERAL with LIMIT: one probe for each, also where the planner still takes the table for empty.
 */
export const RUNNING = runningWhere('true');

/** Those that other workers than `worker` have claimed. */
export function runningElsewhere(worker: string): string {
  return runningWhere(`k.worker <> ${worker}`);
}

function runningWhere(claims: string): string {
  return `
      SELECT k.consumer_id, r.id, r.number::integer, k.lease_until > now() AS is_current
      FROM kanca.claims k
      CROSS JOIN LATERAL unnest(k.delivery_ids, k.numbers) AS r(id, number)
      CROSS JOIN LATERAL (
        SELECT true FROM kanca.open_deliveries d WHERE d.id = r.id AND d.attempts = r.number - 1 LIMIT 1) AS still_open
      WHERE ${claims}`;
}
