import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each source was last heard of. Apart from the sources, which every process reads again when they change. */
export class WatchSources1763800000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.source_activity (
        source_id uuid NOT NULL PRIMARY KEY,
        tenant text NOT NULL,
        last_event_at timestamptz,
        silent_after_seconds integer CHECK (silent_after_seconds > 0),
        watched_since timestamptz NOT NULL DEFAULT now(),
        silent_since timestamptz,
        FOREIGN KEY (tenant, source_id) REFERENCES kanca.sources (tenant, id) ON DELETE CASCADE
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE kanca.source_activity`);
  }
}
