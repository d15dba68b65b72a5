import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The key of the deduplication ledger begins with what tells events apart. When it began with the tenant, a plan made while
 * there were few events looked an event up among all events of its tenant, and kept doing so when there were many.
 */
export class FindEventsByIdOnly1763800000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX kanca.events_dedup_key`);
    await runner.query(`CREATE UNIQUE INDEX events_dedup_key ON kanca.events (dedup_key, tenant)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX kanca.events_dedup_key`);
    await runner.query(`CREATE UNIQUE INDEX events_dedup_key ON kanca.events (tenant, dedup_key)`);
  }
}
