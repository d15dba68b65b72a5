import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A consumer that is resumed at a rate: `drain_rate` deliveries a second, until what was created up to `drain_until` is through.
 * And a switch that holds everything.
 */
export class DrainAtARate1763800000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE kanca.consumer_turns
        ADD COLUMN drain_rate real CHECK (drain_rate > 0),
        ADD COLUMN drain_until timestamptz,
        ADD COLUMN drain_tokens real,
        ADD COLUMN drain_filled_at timestamptz,
        ADD CONSTRAINT consumer_turns_drain_is_whole CHECK (
          drain_rate IS NULL OR (drain_until IS NOT NULL AND drain_tokens IS NOT NULL AND drain_filled_at IS NOT NULL))`);
    await runner.query(`ALTER TABLE kanca.consumer_set ADD COLUMN paused boolean NOT NULL DEFAULT false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.consumer_set DROP COLUMN paused`);
    await runner.query(`
      ALTER TABLE kanca.consumer_turns DROP CONSTRAINT consumer_turns_drain_is_whole, DROP COLUMN drain_rate,
        DROP COLUMN drain_until, DROP COLUMN drain_tokens, DROP COLUMN drain_filled_at`);
  }
}
