import { statement, uuid } from '@kanca/database';

export interface LeasedRow {
  readonly delivery_id: string;
  readonly tenant: string;
  readonly event_id: string;
  readonly type: string;
  readonly attempts_allowed: number | null;
}

/** The values that are needed to complete the open deliveries of a consumer. */
export const readLeased = statement<LeasedRow>()({
  name: 'read-leased-deliveries',
  params: { consumerId: uuid, deliveryIds: uuid.array },
  text: `
    SELECT d.id AS delivery_id, d.tenant, d.event_id, e.type, d.attempts_allowed
    FROM unnest(:deliveryIds) AS wanted(id)
    CROSS JOIN LATERAL (SELECT * FROM kanca.open_deliveries o WHERE o.id = wanted.id AND o.consumer_id = :consumerId LIMIT 1) AS d
    JOIN kanca.events e ON e.tenant = d.tenant AND e.id = d.event_id`,
});
