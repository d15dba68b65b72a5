import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when a source takes a secret that its provider hands over. A source that waits for one when this is run has to be told again. */
export class AwaitSecrets1763800000021 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE kanca.sources ADD COLUMN awaits_secret_until timestamptz`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE kanca.sources DROP COLUMN awaits_secret_until`);
  }
}
