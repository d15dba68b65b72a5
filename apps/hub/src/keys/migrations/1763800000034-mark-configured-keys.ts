import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that came from KANCA_ADMIN_KEY are known by the name that they were given, which is the variable's. */
export class MarkConfiguredKeys1763800000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.api_keys ADD COLUMN configured boolean NOT NULL DEFAULT false`);
    await runner.query(
      `UPDATE kanca.api_keys SET configured = true WHERE name = 'KANCA_ADMIN_KEY' AND scopes = '["admin"]' AND tenant IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.api_keys DROP COLUMN configured`);
  }
}
