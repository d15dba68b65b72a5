import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The markers of work that handlers do exactly once: written in their own transactions, and kept as long as the event is. */
export class CreateOnce1763800000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.once (
        tenant text NOT NULL,
        event_id uuid NOT NULL,
        key text NOT NULL CONSTRAINT once_key_is_short CHECK (length(key) <= 500),
        done_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (event_id, key)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE kanca.once`);
  }
}
