import { float8, int, statement, text, uuid } from '@kanca/database';
import type { ConsumerKind } from '../ports/consumer-catalogue.js';

export interface DeliverySinceRow {
  readonly id: string;
  readonly tenant: string;
  readonly event_id: string;
  readonly type: string;
  readonly source: string;
  readonly consumer_id: string;
  readonly kind: ConsumerKind | null;
  readonly name: string | null;
  readonly state: 'delivered' | 'dead' | 'cancelled' | 'pending' | 'held';
  readonly attempts: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly at_ms: number;
}

/**
 * The deliveries that ended, or whose attempt failed, since a moment: the newest ones. One that has ended since then is told by its end only.
 * What ended is found by its end, and a failed attempt by its id, which sorts by time.
 */
function since(ofTenant: (alias: string) => string): string {
  return `
    WITH ended AS (
      SELECT f.tenant, f.id, f.event_id, f.consumer_id, f.state::text AS state, f.attempts, f.status, f.error, f.finished_at AS at
      FROM kanca.finished_deliveries f
      WHERE f.finished_at >= to_timestamp(:sinceMs / 1000)${ofTenant('f')}
      ORDER BY f.finished_at DESC LIMIT :limit
    ),
    tried AS (
      SELECT o.tenant, o.id, o.event_id, o.consumer_id, CASE WHEN o.due_at = 'infinity' THEN 'held' ELSE 'pending' END AS state,
             a.number AS attempts, a.status, a.error, a.started_at + a.duration_ms * interval '1 millisecond' AS at
      FROM (SELECT * FROM kanca.earlier_attempts a
            WHERE a.id >= :firstAttempt AND NOT a.stale${ofTenant('a')}
            ORDER BY a.id DESC LIMIT :limit) AS a
      JOIN kanca.open_deliveries o ON o.id = a.delivery_id AND o.tenant = a.tenant AND o.attempts = a.number
    ),
    newest AS (SELECT * FROM ended UNION ALL SELECT * FROM tried ORDER BY at DESC LIMIT :limit)
    SELECT n.id, n.tenant, n.event_id, e.type, e.source, n.consumer_id, c.kind, c.name, n.state, n.attempts, n.status, n.error,
           floor(extract(epoch FROM n.at) * 1000)::float8 AS at_ms
    FROM newest n
    JOIN kanca.events e ON e.tenant = n.tenant AND e.id = n.event_id
    LEFT JOIN kanca.consumers c ON c.id = n.consumer_id
    ORDER BY n.at DESC`;
}

export const deliveriesSince = statement<DeliverySinceRow>()({
  name: 'deliveries-since',
  params: { sinceMs: float8, firstAttempt: uuid, limit: int },
  text: since(() => ''),
});

export const tenantDeliveriesSince = statement<DeliverySinceRow>()({
  name: 'tenant-deliveries-since',
  params: { tenant: text, sinceMs: float8, firstAttempt: uuid, limit: int },
  text: since((alias) => ` AND ${alias}.tenant = :tenant`),
});
