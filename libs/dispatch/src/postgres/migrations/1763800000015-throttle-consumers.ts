import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How fast a consumer may be called: by its own limit, by what it was seen to bear (`learnt_rate`), and not at all while it is parked.
 * While it is probed, one delivery at a time. One that fetches its deliveries itself (`pull`) is not called at all. The tokens that a drain had are now those of whichever rate is the lowest.
 */
export class ThrottleConsumers1763800000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.consumers ADD COLUMN rate_limit real CHECK (rate_limit > 0),
        ADD COLUMN pull boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE kanca.consumer_turns DROP CONSTRAINT consumer_turns_drain_is_whole`);
    await runner.query(`ALTER TABLE kanca.consumer_turns RENAME COLUMN drain_tokens TO tokens`);
    await runner.query(`ALTER TABLE kanca.consumer_turns RENAME COLUMN drain_filled_at TO filled_at`);
    await runner.query(`
      ALTER TABLE kanca.consumer_turns
        ADD COLUMN learnt_rate real CHECK (learnt_rate > 0),
        ADD COLUMN learnt_at timestamptz,
        ADD COLUMN parked_until timestamptz,
        ADD COLUMN probing boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT consumer_turns_drain_is_whole CHECK (drain_rate IS NULL OR drain_until IS NOT NULL),
        ADD CONSTRAINT consumer_turns_tokens_are_dated CHECK ((tokens IS NULL) = (filled_at IS NULL))`);
    await runner.query(`
      CREATE INDEX consumer_turns_throttled ON kanca.consumer_turns (consumer_id)
      WHERE parked_until IS NOT NULL OR probing OR learnt_rate IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX kanca.consumer_turns_throttled`);
    await runner.query(`
      ALTER TABLE kanca.consumer_turns
        DROP CONSTRAINT consumer_turns_drain_is_whole, DROP CONSTRAINT consumer_turns_tokens_are_dated,
        DROP COLUMN learnt_rate, DROP COLUMN learnt_at, DROP COLUMN parked_until, DROP COLUMN probing`);
    await runner.query(`ALTER TABLE kanca.consumer_turns RENAME COLUMN tokens TO drain_tokens`);
    await runner.query(`ALTER TABLE kanca.consumer_turns RENAME COLUMN filled_at TO drain_filled_at`);
    await runner.query(`
      ALTER TABLE kanca.consumer_turns ADD CONSTRAINT consumer_turns_drain_is_whole CHECK (
        drain_rate IS NULL OR (drain_until IS NOT NULL AND drain_tokens IS NOT NULL AND drain_filled_at IS NOT NULL))`);
    await runner.query(`ALTER TABLE kanca.consumers DROP COLUMN rate_limit, DROP COLUMN pull`);
  }
}
