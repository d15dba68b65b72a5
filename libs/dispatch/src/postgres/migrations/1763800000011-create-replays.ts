import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Replays: jobs that make deliveries again, and how far each has come. With two indexes that lead from what failed to its event,
 * so that a replay of failed deliveries need not look at all the rest.
 */
export class CreateReplays1763800000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.replays (
        tenant text NOT NULL,
        id uuid NOT NULL,
        state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'paused', 'done', 'cancelled', 'failed')),
        filter jsonb NOT NULL,
        consumer_id uuid,
        rate real CHECK (rate > 0),
        until timestamptz NOT NULL,
        cursor_tenant text,
        cursor_id uuid NOT NULL,
        examined bigint NOT NULL DEFAULT 0,
        made bigint NOT NULL DEFAULT 0,
        hastened bigint NOT NULL DEFAULT 0,
        skipped bigint NOT NULL DEFAULT 0,
        gone bigint NOT NULL DEFAULT 0,
        failures smallint NOT NULL DEFAULT 0,
        error text,
        next_step_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz,
        PRIMARY KEY (tenant, id)
      )`);
    await runner.query(`CREATE INDEX replays_to_step ON kanca.replays (next_step_at) WHERE state = 'running'`);
    await runner.query(`
      CREATE INDEX finished_deliveries_dead_by_event ON kanca.finished_deliveries (tenant, event_id) WHERE state = 'dead'`);
    // Not `lane = 1`, which claims ask for: none of their plans may come to lead over this one.
    await runner.query(`
      CREATE INDEX open_deliveries_retried_by_event ON kanca.open_deliveries (tenant, event_id) WHERE attempts > 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX kanca.open_deliveries_retried_by_event`);
    await runner.query(`DROP INDEX kanca.finished_deliveries_dead_by_event`);
    await runner.query(`DROP TABLE kanca.replays`);
  }
}
