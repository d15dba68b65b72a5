import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indexes for reading the log from a moment on, across tenants. Ids of events sort by time. Where a table is only ever added to, a block range
 * index is enough: it costs a few bytes for each 16 pages, and nothing for each row.
 */
export class ReadTheLogByTime1763800000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX events_by_id ON kanca.events (id)`);
    await runner.query(`
      CREATE INDEX finished_deliveries_by_end ON kanca.finished_deliveries USING brin (finished_at)
      WITH (pages_per_range = 16, autosummarize = on)`);
    await runner.query(`
      CREATE INDEX earlier_attempts_by_id ON kanca.earlier_attempts USING brin (id)
      WITH (pages_per_range = 16, autosummarize = on)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX kanca.earlier_attempts_by_id, kanca.finished_deliveries_by_end, kanca.events_by_id`);
  }
}
