/**
 * Second part of a claim: how many deliveries each consumer gets. Locks the row of each consumer that gets some, in `consumer_turns`.
 * Tenants take turns before consumers do (ADR 0039): without that, a burst of one tenant held another's delivery back for 20 s. All
 * handlers together, whose tenant is `*`, count as one tenant. It reads no table but `consumer_turns`: the ranking is made of rows that
 * `eligible` has.
 */

/**
 * `bounds`: the most that a tenant may be given now. With `held` attempts of the tenant in this worker, it is the largest number that leaves
 * slots - given >= (held + given) / 7: when all endpoints of a tenant hang, one slot of eight is left for the others, and several tenants
 * that burst at once leave a part as well. `tenantConcurrency` caps what runs at once for the subscriptions of one tenant. Two workers that
 * claim at the same moment for two of its subscriptions do not see each other, so it may be exceeded until one of them ends.
 */
export const BOUNDS = `
    bounds AS (
      SELECT e.tenant,
             least(:slots,
                   ceil((7 * :slots - coalesce((SELECT sum(here.deliveries)
                                                FROM unnest(:hereConsumerIds, :hereCounts) AS here(consumer_id, deliveries)
                                                JOIN kanca.consumers c ON c.id = here.consumer_id
                                                WHERE c.tenant = e.tenant), 0)) / 8.0)::int,
                   CASE WHEN :tenantConcurrency IS NOT NULL AND e.tenant <> '*' THEN
                     :tenantConcurrency - coalesce((SELECT sum(b.deliveries)::int
                                                    FROM busy b JOIN kanca.consumers c ON c.id = b.consumer_id
                                                    WHERE c.tenant = e.tenant), 0)
                   END) AS room
      FROM (SELECT DISTINCT tenant FROM eligible) AS e
    )`;

/**
 * `chosen`: the consumers with the lowest `place` first, so that 300 subscriptions of one tenant do not come before the one of another.
 * The row lock makes the count of running deliveries exact, and no delivery is taken twice: of two workers that look at one consumer at
 * once, one skips the locked row; and if the other has already committed, the row no longer equals the one in our snapshot (`served_at`), so
 * PostgreSQL's recheck drops it for this round.
 */
export const CHOSEN = `
    chosen AS (
      SELECT e.id AS consumer_id, e.tenant, bounds.room AS bound, e.place, e.timeout_ms, e.free, e.retries, e.tokens, e.rate
      FROM eligible e
      JOIN bounds ON bounds.tenant = e.tenant AND bounds.room > 0
      JOIN kanca.consumer_turns t ON t.consumer_id = e.id AND t.served_at = e.served_at AND t.probing = e.probing
      WHERE t.parked_until IS NULL OR t.parked_until <= now()
      ORDER BY e.place, e.served_at
      LIMIT :slots
      FOR UPDATE OF t SKIP LOCKED
    )`;

/**
 * `fair`: the quota of a tenant. Each tenant gets the same, and what one has no room for goes to the others: with the tenants in order of
 * their room, the quota is the largest that (slots - rooms before) / (tenants from here on) comes to.
 */
export const FAIR = `
    tenants AS (
      SELECT tenant, count(*)::int AS consumers, min(bound) AS bound, least(min(bound), sum(free)::int) AS room
      FROM chosen GROUP BY tenant
    ),
    fair AS (
      SELECT greatest(1, max((:slots - more_modest) / (count - place + 1)))::int AS quota
      FROM (SELECT coalesce(sum(room) OVER (ORDER BY room ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::int AS more_modest,
                   row_number() OVER (ORDER BY room) AS place, count(*) OVER () AS count
            FROM tenants) AS by_room
    )`;

/**
 * `share`: each consumer of a tenant gets an equal part of the tenant's quota. First attempts come before retries, but a quarter of a share
 * is kept for retries while there are any (`for_retries`), rounded at random, so that it also holds for a share of one.
 */
export const SHARE = `
    share AS (
      SELECT consumer_id, tenant, timeout_ms, quota, free, tokens, rate, tenant_room, is_any_left_out,
             CASE WHEN retries THEN least(quota, floor(quota * 0.25 + random())::int) ELSE 0 END AS for_retries
      FROM (SELECT ranked.*, given.room AS tenant_room, given.quota < given.consumers AS is_any_left_out,
                   least(ranked.free, given.quota / given.consumers
                                      + CASE WHEN ranked.nth <= given.quota % given.consumers THEN 1 ELSE 0 END) AS quota
            FROM (SELECT *, row_number() OVER (PARTITION BY tenant ORDER BY place) AS nth FROM chosen) AS ranked
            JOIN (SELECT tenants.*, CASE WHEN room <= fair.quota THEN bound ELSE fair.quota END AS quota FROM tenants, fair) AS given
              ON given.tenant = ranked.tenant) AS fairly
      WHERE quota > 0
    )`;
