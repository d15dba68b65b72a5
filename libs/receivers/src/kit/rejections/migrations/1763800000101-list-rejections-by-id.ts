import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rejections are listed newest first, also those of all tenants. */
export class ListRejectionsById1763800000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX rejections_by_id ON kanca.rejections (id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX kanca.rejections_by_id`);
  }
}
