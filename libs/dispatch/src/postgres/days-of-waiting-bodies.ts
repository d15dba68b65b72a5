import type { DataSource } from 'typeorm';

/**
 * The days (counted from 1970) of the bodies that open deliveries need. Told from the ids of the bodies, by which they are parted: what time it was
 * by any clock when they came in says nothing about where they lie.
 */
export async function daysOfWaitingBodies(dataSource: DataSource): Promise<ReadonlySet<number>> {
  const rows = await dataSource.query<{ day: string }[]>(
    `SELECT DISTINCT ('x0000' || left(replace(body.id::text, '-', ''), 12))::bit(64)::bigint / 86400000 AS day
     FROM kanca.events e CROSS JOIN LATERAL (VALUES (e.data_id), (e.raw_id)) AS body(id)
     WHERE body.id IS NOT NULL AND e.id IN (SELECT event_id FROM kanca.open_deliveries)`,
  );
  return new Set(rows.map(({ day }) => Number(day)));
}
