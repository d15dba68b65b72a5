/**
 * SQL for the deliveries `f` that resolve the dead letter `d`: later ones of the same event and consumer that were delivered.
 * Found by the event, and only in the days since: nothing is written for it when an attempt is completed.
 */
export const RESOLVING = `
  FROM kanca.finished_deliveries f
  WHERE f.event_id = d.event_id AND f.consumer_id = d.consumer_id AND f.id > d.id AND f.state = 'delivered'`;

/** SQL condition for a delivery `d`: is it a dead letter that was resolved, or is it not? */
export function resolvedCondition(isResolved: boolean): string {
  const resolved = `(d.state = 'dead' AND EXISTS (SELECT ${RESOLVING}))`;
  return isResolved ? resolved : `NOT ${resolved}`;
}
