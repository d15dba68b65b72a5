import type { DataSource } from 'typeorm';

/**
 * Forgets all but the newest rejections of each of these sources. Ids sort by time, so the index on (source_id, id) finds the
 * oldest one to keep by an index scan that stops there, and nothing is sorted.
 */
export async function keepLatestRejections(
  dataSource: DataSource,
  sourceIds: readonly string[],
  keep: number,
): Promise<void> {
  await dataSource.query(
    `DELETE FROM kanca.rejections AS old
      USING unnest($1::uuid[]) AS source (id)
      CROSS JOIN LATERAL (
        SELECT kept.id FROM kanca.rejections AS kept
         WHERE kept.source_id = source.id
         ORDER BY kept.id DESC OFFSET $2::int LIMIT 1
      ) AS oldest_gone
      WHERE old.source_id = source.id AND old.id <= oldest_gone.id`,
    [sourceIds, keep],
  );
}
