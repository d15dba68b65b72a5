import type { MigrationInterface, QueryRunner } from 'typeorm';

export class VerifyEndpoints1763800000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE kanca.subscriptions
        ADD COLUMN verification jsonb,
        ADD COLUMN require_verification boolean NOT NULL DEFAULT false,
        ADD COLUMN reverify_at timestamptz`);
    await runner.query(
      `CREATE INDEX subscriptions_reverify_at ON kanca.subscriptions (reverify_at) WHERE reverify_at IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX kanca.subscriptions_reverify_at`);
    await runner.query(`
      ALTER TABLE kanca.subscriptions DROP COLUMN verification, DROP COLUMN require_verification, DROP COLUMN reverify_at`);
  }
}
