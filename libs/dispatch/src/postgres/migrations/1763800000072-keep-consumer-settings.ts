import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Settings of a consumer that need no column. A hub of an earlier version that still runs leaves them as they are. */
export class KeepConsumerSettings1763800000072 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.consumers ADD COLUMN settings jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.consumers DROP COLUMN settings`);
  }
}
