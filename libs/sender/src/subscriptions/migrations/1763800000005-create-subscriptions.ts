import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSubscriptions1763800000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.subscriptions (
        tenant text NOT NULL,
        id uuid NOT NULL,
        uri text NOT NULL,
        description text,
        key text,
        format text NOT NULL,
        secrets jsonb NOT NULL,
        headers_sealed text NOT NULL,
        properties jsonb NOT NULL,
        disabled_reason text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant, id)
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX subscriptions_key ON kanca.subscriptions (tenant, key) WHERE key IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE kanca.subscriptions`);
  }
}
