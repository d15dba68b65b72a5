import { REGION, SITE } from './network-of.js';
import type { DataSource } from 'typeorm';

/** How many rejections of one source are kept in each of the two classes. */
export interface KeptRejections {
  /** Of those that a mended secret or setting could save. */
  readonly mendable: number;
  /** Of the others. */
  readonly hopeless: number;
  /** Of each class, the places that a row of any size may have. Those behind are for small rows. */
  readonly ofAnySize: number;
  /** What counts as small: bytes of the body and of what is sealed. */
  readonly smallBytes: number;
  /** Of each region, the rejections that keep their place because the region was there before others. */
  readonly seniorPerRegion: number;
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
 * Forgets the rejections of some sources that are too many. The places of a class are shared in four steps (ADR 0014):
 *
 * 1. A network keeps its first rejections beside its last ones: one of the first for three of the last.
 * 2. The networks of a site (/24, /48) take turns, then the sites of a region (/16, /32), then the regions (`fair`). So many addresses
 *    of one block count as one sender. Of equal ones, the network that came first and the one that was heard last come first in turn.
 * 3. Half of the places go by `fair`. The other half goes by `senior`: to the regions that were there first, some places to each. So no flood
 *    that begins later takes these places.
 * 4. Two places of three are for `trusted` rejections: from a network that sent verified requests, or fitting another secret or form.
 *
 * Ids sort by time, so the index on (source_id, id) gives the rows in order. A source has some hundred rows, and what was written since.
 */
export async function keepLatestRejections(
  dataSource: DataSource,
  sourceIds: readonly string[],
  kept: KeptRejections,
): Promise<void> {
  const { mendable, hopeless, ofAnySize, smallBytes, seniorPerRegion } = kept;
  await dataSource.query(
    `WITH classed AS (
       SELECT r.tenant, r.id, r.source_id, r.network,
              r.reason = ANY ($2::text[]) AS is_hopeless,
              r.fits_otherwise OR known.network IS NOT NULL AS is_trusted,
              coalesce(substring(r.network FROM $3::text), r.network) AS site,
              coalesce(substring(r.network FROM $4::text), r.network) AS region,
              octet_length(r.body) + coalesce(octet_length(r.sealed_request), 0) <= $5::int AS is_small
         FROM kanca.rejections AS r
         LEFT JOIN kanca.known_networks AS known
           ON known.tenant = r.tenant AND known.provider = r.provider AND known.network = r.network
        WHERE r.source_id = ANY ($1::uuid[])
     ), numbered AS (
       SELECT *,
              row_number() OVER oldest AS from_first,
              row_number() OVER newest AS from_last,
              first_value(id) OVER oldest AS network_came,
              first_value(id) OVER newest AS network_heard,
              first_value(id) OVER (PARTITION BY source_id, is_hopeless, is_trusted, region ORDER BY id) AS region_came
         FROM classed
       WINDOW oldest AS (PARTITION BY source_id, is_hopeless, is_trusted, network ORDER BY id),
              newest AS (PARTITION BY source_id, is_hopeless, is_trusted, network ORDER BY id DESC)
     ), of_network AS (
       SELECT *,
              row_number() OVER (PARTITION BY source_id, is_hopeless, is_trusted, network
                                     ORDER BY least(from_first * 3, from_last), id DESC) AS turn,
              least(dense_rank() OVER (PARTITION BY source_id, is_hopeless, is_trusted ORDER BY network_came),
                    dense_rank() OVER (PARTITION BY source_id, is_hopeless, is_trusted ORDER BY network_heard DESC)) AS edge
         FROM numbered
     ), of_site AS (
       SELECT *, row_number() OVER (PARTITION BY source_id, is_hopeless, is_trusted, site ORDER BY turn, edge, id) AS turn_of_site
         FROM of_network
     ), of_region AS (
       SELECT *, row_number() OVER (PARTITION BY source_id, is_hopeless, is_trusted, region
                                        ORDER BY turn_of_site, edge, id) AS turn_of_region
         FROM of_site
     ), shared AS (
       SELECT *,
              row_number() OVER (PARTITION BY source_id, is_hopeless, is_trusted ORDER BY turn_of_region, edge, id) AS fair,
              row_number() OVER (PARTITION BY source_id, is_hopeless, is_trusted
                                     ORDER BY turn_of_region > $6::int, region_came, turn_of_region) AS senior
         FROM of_region
     ), placed AS (
       SELECT *,
              row_number() OVER (PARTITION BY source_id, is_hopeless, is_trusted ORDER BY least(fair, senior), id) AS place_among_equals
         FROM shared
     ), ranked AS (
       SELECT *,
              row_number() OVER (PARTITION BY source_id, is_hopeless
                                     ORDER BY place_among_equals * CASE WHEN is_trusted THEN 1 ELSE 2 END, id) AS place
         FROM placed
     )
     DELETE FROM kanca.rejections AS old
      USING ranked
      WHERE old.tenant = ranked.tenant AND old.id = ranked.id
        AND (ranked.place > CASE WHEN ranked.is_hopeless THEN $7::int ELSE $8::int END
             OR (ranked.place > $9::int AND NOT ranked.is_small))`,
    [sourceIds, HOPELESS, SITE, REGION, smallBytes, seniorPerRegion, hopeless, mendable, ofAnySize],
  );
}
