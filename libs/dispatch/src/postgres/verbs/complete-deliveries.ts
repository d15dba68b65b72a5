import type { Statement } from '@kanca/database';

/**
 * Settles many attempts in one round trip: the delivery's new state, and a row for each attempt.
 * Only the holder of the claim may settle: a worker whose lease ran out finds another claim id, changes nothing, and its
 * attempt is kept as stale. Due times are reckoned by the database's clock.
 */
export const completeDeliveries: Statement = {
  name: 'complete-deliveries',
  text: `
    WITH input AS MATERIALIZED (
      SELECT * FROM unnest(
        $1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::float8[], $6::uuid[], $7::uuid[], $8::int[], $9::text[],
        $10::int[], $11::text[], $12::float8[], $13::int[], $14::bytea[]
      ) AS t(tenant, id, claim_id, state, delay_ms, attempt_id, consumer_id, number, outcome,
             status, error, started_ms, duration_ms, detail)
    ),
    settled AS (
      UPDATE kanca.deliveries d
      SET state = input.state::kanca.delivery_state,
          lane = 1,
          due_at = CASE WHEN input.state = 'pending' THEN now() + input.delay_ms * interval '1 millisecond' ELSE d.due_at END,
          finished_at = CASE WHEN input.state = 'pending' THEN NULL ELSE now() END,
          claim_id = NULL,
          lease_until = NULL
      FROM input
      WHERE d.tenant = input.tenant AND d.id = input.id AND d.claim_id = input.claim_id
      RETURNING d.tenant, d.id
    ),
    recorded AS (
      INSERT INTO kanca.attempts (tenant, id, delivery_id, consumer_id, number, outcome, stale, status, error,
                                  started_at, duration_ms, detail)
      SELECT input.tenant, input.attempt_id, input.id, input.consumer_id, input.number, input.outcome, settled.id IS NULL,
             input.status, input.error, to_timestamp(input.started_ms / 1000), input.duration_ms, input.detail
      FROM input LEFT JOIN settled ON settled.tenant = input.tenant AND settled.id = input.id
    )
    SELECT id FROM settled`,
};
