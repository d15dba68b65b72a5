import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Deliveries that wait for others: of a handler's `orderBy` key, or of handlers with a lower `order`. They are due at `infinity`
 * until it is their turn, so that claims never meet them. See ADR 0017. And `replay_id`: which replay a delivery was made by.
 */
export class OrderDeliveries1763800000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE kanca.consumers
        ADD COLUMN "where" jsonb,
        ADD COLUMN "order" smallint,
        ADD COLUMN order_by text,
        ADD COLUMN on_poison text NOT NULL DEFAULT 'skip' CHECK (on_poison IN ('skip', 'block'))`);
    await runner.query(`CREATE SEQUENCE kanca.order_places`);
    await runner.query(`
      ALTER TABLE kanca.open_deliveries
        ADD COLUMN waits boolean NOT NULL DEFAULT false,
        ADD COLUMN stage smallint,
        ADD COLUMN order_key uuid,
        ADD COLUMN order_place bigint,
        ADD COLUMN replay_id uuid`);
    await runner.query(`
      CREATE INDEX open_deliveries_in_order ON kanca.open_deliveries (consumer_id, order_key, order_place)
      WHERE order_key IS NOT NULL`);
    await runner.query(`
      CREATE INDEX open_deliveries_whose_turn_it_is ON kanca.open_deliveries (consumer_id, order_key)
      WHERE order_key IS NOT NULL AND NOT waits`);
    await runner.query(`
      CREATE INDEX open_deliveries_in_stages ON kanca.open_deliveries (event_id) WHERE waits AND stage IS NOT NULL`);
    await runner.query(`
      ALTER TABLE kanca.finished_deliveries
        ADD COLUMN order_key uuid,
        ADD COLUMN order_place bigint,
        ADD COLUMN replay_id uuid`);
    await runner.query(`DROP VIEW kanca.deliveries`);
    await createView(runner, {
      open: `, o.waits, NOT o.waits AND o.due_at = 'infinity' AS blocked, o.replay_id`,
      finished: `, false, false, replay_id`,
      dueAt: `CASE WHEN o.due_at < 'infinity' THEN o.due_at END AS due_at`,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW kanca.deliveries`);
    await runner.query(`UPDATE kanca.open_deliveries SET due_at = now() WHERE due_at = 'infinity'`);
    await runner.query(`
      ALTER TABLE kanca.finished_deliveries DROP COLUMN order_key, DROP COLUMN order_place, DROP COLUMN replay_id`);
    await runner.query(`
      ALTER TABLE kanca.open_deliveries DROP COLUMN waits, DROP COLUMN stage, DROP COLUMN order_key,
        DROP COLUMN order_place, DROP COLUMN replay_id`);
    await runner.query(`DROP SEQUENCE kanca.order_places`);
    await runner.query(`
      ALTER TABLE kanca.consumers DROP COLUMN "where", DROP COLUMN "order", DROP COLUMN order_by, DROP COLUMN on_poison`);
    await createView(runner, { open: '', finished: '', dueAt: 'o.due_at' });
  }
}

async function createView(
  runner: QueryRunner,
  more: { readonly open: string; readonly finished: string; readonly dueAt: string },
): Promise<void> {
  await runner.query(`
    CREATE VIEW kanca.deliveries AS
    SELECT o.tenant, o.id, o.event_id, o.consumer_id,
           CASE WHEN now_running.yes THEN 'running' ELSE 'pending' END::kanca.delivery_state AS state,
           CASE WHEN now_running.yes THEN o.attempts + 1 ELSE o.attempts END AS attempts,
           o.attempts_allowed, ${more.dueAt}, o.created_at, NULL::timestamptz AS finished_at${more.open}
    FROM kanca.open_deliveries o
    CROSS JOIN LATERAL (
      SELECT (o.id, o.attempts + 1) IN (
        SELECT claimed.id, claimed.number::integer
        FROM kanca.claims k CROSS JOIN LATERAL unnest(k.delivery_ids, k.numbers) AS claimed(id, number)) AS yes
    ) AS now_running
    UNION ALL
    SELECT tenant, id, event_id, consumer_id, state, attempts, attempts_allowed, NULL, created_at, finished_at${more.finished}
    FROM kanca.finished_deliveries`);
}
