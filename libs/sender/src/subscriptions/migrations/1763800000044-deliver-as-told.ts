import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DeliverAsTold1763800000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.subscriptions ADD COLUMN delivery_options jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.subscriptions DROP COLUMN delivery_options`);
  }
}
