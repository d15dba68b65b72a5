import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a delivery ends undelivered (`expires_at`): none does that has no such time, and those are not in the index. A hub of an earlier
 * version that still runs makes deliveries without it. One that expired is a dead letter whose outcome is `expired`.
 */
export class LetDeliveriesExpire1763800000073 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.open_deliveries ADD COLUMN expires_at timestamptz`);
    await runner.query(`
      CREATE INDEX open_deliveries_expiring ON kanca.open_deliveries (expires_at) WHERE expires_at IS NOT NULL`);
    await runner.query(`DROP VIEW kanca.deliveries`);
    await createView(runner, {
      open: ', o.expires_at, false AS expired',
      finished: `, NULL, outcome IS NOT DISTINCT FROM 'expired'`,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW kanca.deliveries`);
    await createView(runner, { open: '', finished: '' });
    await runner.query(`ALTER TABLE kanca.open_deliveries DROP COLUMN expires_at`);
  }
}

async function createView(
  runner: QueryRunner,
  more: { readonly open: string; readonly finished: string },
): Promise<void> {
  await runner.query(`
    CREATE VIEW kanca.deliveries AS
    SELECT o.tenant, o.id, o.event_id, o.consumer_id,
           CASE WHEN now_running.yes THEN 'running' ELSE 'pending' END::kanca.delivery_state AS state,
           CASE WHEN now_running.yes THEN o.attempts + 1 ELSE o.attempts END AS attempts,
           o.attempts_allowed, CASE WHEN o.due_at < 'infinity' THEN o.due_at END AS due_at, o.created_at,
           NULL::timestamptz AS finished_at, o.waits, NOT o.waits AND o.due_at = 'infinity' AS blocked, o.replay_id${more.open}
    FROM kanca.open_deliveries o
    CROSS JOIN LATERAL (
      SELECT (o.id, o.attempts + 1) IN (
        SELECT claimed.id, claimed.number::integer
        FROM kanca.claims k CROSS JOIN LATERAL unnest(k.delivery_ids, k.numbers) AS claimed(id, number)) AS yes
    ) AS now_running
    UNION ALL
    SELECT tenant, id, event_id, consumer_id, state, attempts, attempts_allowed, NULL, created_at, finished_at, false, false,
           replay_id${more.finished}
    FROM kanca.finished_deliveries`);
}
