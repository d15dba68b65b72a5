import { bigint, bytea, float8, int, statement, text, uuid } from '@kanca/database';

/** An event that was given, and the id under which it is stored: another one's for a duplicate. */
export interface AppendedRow {
  readonly offered: string;
  readonly stored: string;
  readonly received_ms: number;
}

/**
 * `input`: the events, one row each. Empty when the consumers have changed since the fan-out was made: nothing is stored then, and the
 * caller reads them again. So a subscription that was created before the event arrived always hears of it (ADR 0003).
 */
const INPUT = `
    input AS MATERIALIZED (
      SELECT * FROM unnest(
        :arrivals, :tenants, :ids, :providers, :sources, :sourceIds, :types, :subjects, :timesMs,
        :dedupKeys, :repeats, :contentTypes, :traceparents, :dataIds, :dataSizes, :rawIds,
        :causeIds, :depths, :cameAlone, :repeatWindowsMs
      ) AS t(arrival, tenant, id, provider, source, source_id, type, subject, time_ms,
             dedup_key, repeats, datacontenttype, traceparent, data_id, data_size, raw_id,
             cause_id, depth, came_alone, repeats_within_ms)
      WHERE EXISTS (SELECT FROM kanca.consumer_set WHERE version = :version)
    )`;

/**
 * `given_up`: a key that is a hash means the same event for some minutes only (ADR 0033). An event that is older gives its key up, for a key of
 * its own id, before the new one is inserted. Two processes may do so at once: the second waits for the first, finds the key taken by a new
 * event, and is a duplicate of that one. The database's clock decides, and there is no bucket with an edge.
 * Cost: one lookup in the ledger for each event whose key is a hash, and none for the others.
 */
const GIVEN_UP = `
    given_up AS (
      UPDATE kanca.events AS earlier SET dedup_key = uuid_send(earlier.id)
      FROM input
      WHERE input.repeats_within_ms IS NOT NULL
        AND earlier.dedup_key = decode(input.dedup_key, 'hex')
        -- Written so that no index is used for it: a plan by tenant would read all that a tenant has.
        AND earlier.tenant IS NOT DISTINCT FROM input.tenant
        AND earlier.received_at <= now() - input.repeats_within_ms * interval '1 millisecond'
      RETURNING earlier.id
    )`;

/**
 * `logged`: `ON CONFLICT DO UPDATE` and not `DO NOTHING`, because it waits for a concurrent insert of the same key and returns the id that
 * won, which a snapshot taken before that insert could not show. A returned id that is not ours means a duplicate.
 * `fresh`: the events that are none.
 */
const LOGGED = `
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
    )`;

/**
 * `stored_bodies`: all bodies and headers come as one value (`bytes`) with places in it, because an array of bytea, as hex, cost four times as
 * much. A body without an event is that of a whole request, and belongs to the first event of its arrival.
 */
const STORED_BODIES = `
    stored_bodies AS (
      INSERT INTO kanca.bodies (tenant, id, headers, content)
      SELECT owner.tenant, b.id,
             CASE WHEN b.headers_length > 0 THEN substring(:bytes FROM b.headers_start + 1 FOR b.headers_length) END,
             substring(:bytes FROM b.content_start + 1 FOR b.content_length)
      FROM unnest(:bodyArrivals, :bodyEventIds, :bodyIds, :headersStarts, :headersLengths, :contentStarts, :contentLengths)
           AS b(arrival, event_id, id, headers_start, headers_length, content_start, content_length)
      CROSS JOIN LATERAL (
        SELECT fresh.tenant FROM fresh
        WHERE fresh.arrival = b.arrival AND (b.event_id IS NULL OR fresh.id = b.event_id) LIMIT 1
      ) AS owner
    )`;

/** `fanned_out`: the deliveries of fresh events. Those that keep an order get their places in the order in which they are given. */
const FANNED_OUT = `
    fanned_out AS (
      INSERT INTO kanca.open_deliveries (tenant, id, event_id, consumer_id, waits, due_at, stage, order_key, order_place, expires_at)
      SELECT tenant, id, event_id, consumer_id, waits = 1, CASE WHEN waits = 1 THEN 'infinity' ELSE now() END, stage, order_key,
             CASE WHEN order_key IS NOT NULL THEN nextval('kanca.order_places') END, now() + lifetime_ms * interval '1 millisecond'
      FROM (
        SELECT fresh.tenant, d.*
        FROM unnest(:deliveryIds, :deliveryEventIds, :consumerIds, :orderKeys, :chainOrders, :waits, :lifetimesMs)
             WITH ORDINALITY AS d(id, event_id, consumer_id, order_key, stage, waits, lifetime_ms, place)
        JOIN fresh ON fresh.id = d.event_id
        ORDER BY d.place) AS in_order
    )`;

/** `claimed_at_birth`: deliveries with a time for it are claimed by this process, which answers the request of their event. */
const CLAIMED_AT_BIRTH = `
    claimed_at_birth AS (
      INSERT INTO kanca.claims (consumer_id, id, worker, delivery_ids, numbers, lease_until)
      SELECT d.consumer_id, :claimId, :worker, array_agg(d.id), array_agg(1::smallint), now() + max(d.claim_ms) * interval '1 millisecond'
      FROM unnest(:deliveryIds, :deliveryEventIds, :consumerIds, :claimsMs) AS d(id, event_id, consumer_id, claim_ms)
      JOIN fresh ON fresh.id = d.event_id
      WHERE d.claim_ms IS NOT NULL
      GROUP BY d.consumer_id
    )`;

/**
 * Stores events, their bodies and their deliveries in one statement, which is one round trip and one commit: 67 to 92 µs of PostgreSQL
 * for a request with one event and one delivery. Returns each event with the id under which it is stored.
 */
export const appendEvents = statement<AppendedRow>()({
  name: 'append-events',
  params: {
    // The version of the consumers that the fan-out was made from.
    version: bigint,
    // The events.
    arrivals: int.array,
    tenants: text.array,
    ids: uuid.array,
    providers: text.array,
    sources: text.array,
    sourceIds: uuid.array,
    types: text.array,
    subjects: text.array,
    timesMs: float8.array,
    dedupKeys: text.array,
    repeats: int.array,
    contentTypes: text.array,
    traceparents: text.array,
    dataIds: uuid.array,
    dataSizes: int.array,
    rawIds: uuid.array,
    causeIds: uuid.array,
    depths: int.array,
    cameAlone: int.array,
    repeatWindowsMs: float8.array,
    // Their bodies, as places in the bytes.
    bytes: bytea,
    bodyArrivals: int.array,
    bodyEventIds: uuid.array,
    bodyIds: uuid.array,
    headersStarts: int.array,
    headersLengths: int.array,
    contentStarts: int.array,
    contentLengths: int.array,
    // Their deliveries.
    deliveryIds: uuid.array,
    deliveryEventIds: uuid.array,
    consumerIds: uuid.array,
    orderKeys: uuid.array,
    chainOrders: int.array,
    waits: int.array,
    // Empty where none has a bound.
    lifetimesMs: float8.array,
    // Null for a delivery that is not claimed at birth.
    claimsMs: int.array,
    claimId: uuid,
    worker: uuid,
  },
  text: `
    WITH ${[INPUT, GIVEN_UP, LOGGED, STORED_BODIES, FANNED_OUT, CLAIMED_AT_BIRTH].join()}
    SELECT input.id AS offered, logged.id AS stored, floor(extract(epoch FROM now()) * 1000)::float8 AS received_ms
    FROM input JOIN logged ON logged.tenant = input.tenant AND logged.dedup_key = decode(input.dedup_key, 'hex')`,
});
