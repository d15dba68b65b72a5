import type { Statement } from '@kanca/database';

/**
 * Stores events, their bodies and their deliveries in one statement, which is one round trip and one commit.
 *
 * - Bodies arrive as one concatenated bytea with offsets: arrays of bytea go over the wire as hex and cost four times as much.
 * - `ON CONFLICT DO UPDATE`, not `DO NOTHING`: it waits for a concurrent insert of the same key and returns the id that won,
 *   which a snapshot taken before that insert could not show. A returned id that is not ours means a duplicate.
 * - A key that is a hash means the same event for some minutes only (`repeats_within_ms`). An event that is older gives its key up, for a
 *   key of its own id, before the new one is inserted. Two processes may do so at once: the second waits for the first, finds the key
 *   taken by a new event, and is a duplicate of that one. No clock but the database's is asked, and there is no bucket with an edge.
 * - A delivery with a lease is claimed at birth, by this process.
 * - Deliveries that keep an order get their places in the order in which they are given here.
 * - Nothing is stored when `consumer_set.version` is not the version the fan-out was made from: the caller reads the
 *   consumers again and retries. So a subscription that was created before the event arrived always hears of it.
 */
export const appendEvents: Statement = {
  name: 'append-events',
  text: `
    WITH input AS MATERIALIZED (
      SELECT * FROM unnest(
        $2::int[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::float8[],
        $11::text[], $12::int[], $13::text[], $14::text[], $15::uuid[], $16::int[], $17::uuid[],
        $18::uuid[], $19::int[], $20::int[], $38::float8[]
      ) AS t(arrival, tenant, id, provider, source, source_id, type, subject, time_ms,
             dedup_key, repeats, datacontenttype, traceparent, data_id, data_size, raw_id,
             cause_id, depth, came_alone, repeats_within_ms)
      WHERE EXISTS (SELECT FROM kanca.consumer_set WHERE version = $1)
    ),
    -- One lookup in the ledger for each event whose key is a hash, and none for the others.
    given_up AS (
      UPDATE kanca.events AS earlier SET dedup_key = uuid_send(earlier.id)
      FROM input
      WHERE input.repeats_within_ms IS NOT NULL
        AND earlier.dedup_key = decode(input.dedup_key, 'hex')
        -- Written so that no index is used for it: a plan by tenant would read all that a tenant has.
        AND earlier.tenant IS NOT DISTINCT FROM input.tenant
        AND earlier.received_at <= now() - input.repeats_within_ms * interval '1 millisecond'
      RETURNING earlier.id
    ),
    logged AS (
      INSERT INTO kanca.events (tenant, id, provider, source, source_id, type, subject, "time", dedup_key, duplicates,
                                datacontenttype, traceparent, data_id, data_size, raw_id, cause_id, depth, came_alone)
      SELECT tenant, id, provider, source, source_id, type, subject,
             coalesce(to_timestamp(time_ms / 1000), now()), decode(dedup_key, 'hex'), repeats,
             datacontenttype, traceparent, data_id, data_size, raw_id, cause_id, depth, came_alone = 1
      FROM input
      -- Always true; but it has the keys given up before they are taken again.
      WHERE (SELECT count(*) FROM given_up) >= 0
      ON CONFLICT (tenant, dedup_key) DO UPDATE SET duplicates = events.duplicates + 1 + excluded.duplicates
      RETURNING tenant, id, dedup_key
    ),
    fresh AS (
      SELECT input.arrival, input.tenant, input.id FROM input JOIN logged USING (tenant, id)
    ),
    stored_bodies AS (
      INSERT INTO kanca.bodies (tenant, id, headers, content)
      SELECT owner.tenant, b.id,
             CASE WHEN b.headers_length > 0 THEN substring($21::bytea FROM b.headers_start + 1 FOR b.headers_length) END,
             substring($21::bytea FROM b.content_start + 1 FOR b.content_length)
      FROM unnest($22::int[], $23::uuid[], $24::uuid[], $25::int[], $26::int[], $27::int[], $28::int[])
           AS b(arrival, event_id, id, headers_start, headers_length, content_start, content_length)
      CROSS JOIN LATERAL (
        SELECT fresh.tenant FROM fresh
        WHERE fresh.arrival = b.arrival AND (b.event_id IS NULL OR fresh.id = b.event_id) LIMIT 1
      ) AS owner
    ),
    fanned_out AS (
      INSERT INTO kanca.open_deliveries (tenant, id, event_id, consumer_id, waits, due_at, stage, order_key, order_place)
      SELECT tenant, id, event_id, consumer_id, waits = 1, CASE WHEN waits = 1 THEN 'infinity' ELSE now() END, stage, order_key,
             CASE WHEN order_key IS NOT NULL THEN nextval('kanca.order_places') END
      FROM (
        SELECT fresh.tenant, d.*
        FROM unnest($30::uuid[], $31::uuid[], $32::uuid[], $35::uuid[], $36::int[], $37::int[])
             WITH ORDINALITY AS d(id, event_id, consumer_id, order_key, stage, waits, place)
        JOIN fresh ON fresh.id = d.event_id
        ORDER BY d.place) AS in_order
    ),
    claimed_at_birth AS (
      INSERT INTO kanca.claims (consumer_id, id, worker, delivery_ids, numbers, lease_until)
      SELECT d.consumer_id, $29::uuid, $34::uuid, array_agg(d.id), array_agg(1::smallint), now() + max(d.lease_ms) * interval '1 millisecond'
      FROM unnest($30::uuid[], $31::uuid[], $32::uuid[], $33::int[]) AS d(id, event_id, consumer_id, lease_ms)
      JOIN fresh ON fresh.id = d.event_id
      WHERE d.lease_ms IS NOT NULL
      GROUP BY d.consumer_id
    )
    SELECT input.id AS offered, logged.id AS stored, floor(extract(epoch FROM now()) * 1000)::float8 AS received_ms
    FROM input JOIN logged ON logged.tenant = input.tenant AND logged.dedup_key = decode(input.dedup_key, 'hex')`,
};
