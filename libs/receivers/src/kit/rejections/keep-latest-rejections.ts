import type { DataSource } from 'typeorm';

/** How many of the first and of the last rejections of a source are kept in each of the two classes, shared among the networks. */
export interface KeptRejections {
  readonly first: number;
  readonly last: number;
}

/** What anybody can send without knowing how the provider signs: no mended secret makes such a request genuine. */
const HOPELESS: readonly string[] = [
  'header_missing',
  'header_doubled',
  'signature_malformed',
  'timestamp_malformed',
  'body_too_large',
];

/** Whether no secret and no setting could make a request genuine that was refused for this reason. */
export function isHopeless(reason: string): boolean {
  return HOPELESS.includes(reason);
}

/**
 * Forgets the rejections of some sources that are too many. Those that a mended secret could save are counted apart from the others.
 * Within a class each network gets the same share, and keeps its first ones beside its last ones: neither a flood of garbage nor a flood
 * of well-formed signatures from somewhere else may push out what `re-verify` is for. A network's rejections are numbered from both
 * ends, the first ones less densely; those with the lowest numbers stay. Ids sort by time, so the index on (source_id, id) gives them in
 * order; there are some hundred rows of a source at most.
 */
export async function keepLatestRejections(
  dataSource: DataSource,
  sourceIds: readonly string[],
  { first, last }: KeptRejections,
): Promise<void> {
  await dataSource.query(
    `DELETE FROM kanca.rejections AS old
      USING (
        SELECT tenant, id,
               row_number() OVER (PARTITION BY source_id, is_hopeless
                                      ORDER BY least(from_first * $3::int / $2::int, from_last), id DESC) AS place
          FROM (
            SELECT tenant, id, source_id, reason = ANY ($4::text[]) AS is_hopeless,
                   row_number() OVER (PARTITION BY source_id, reason = ANY ($4::text[]), network ORDER BY id) AS from_first,
                   row_number() OVER (PARTITION BY source_id, reason = ANY ($4::text[]), network ORDER BY id DESC) AS from_last
              FROM kanca.rejections
             WHERE source_id = ANY ($1::uuid[])
          ) AS numbered
      ) AS ranked
      WHERE ranked.place > $2::int + $3::int AND old.tenant = ranked.tenant AND old.id = ranked.id`,
    [sourceIds, first, last, HOPELESS],
  );
}
