import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DeliverWithMore1763800000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE kanca.subscriptions
        ADD COLUMN signatures jsonb NOT NULL DEFAULT '["v1"]',
        ADD COLUMN auth_sealed text,
        ADD COLUMN auth_shown jsonb,
        ADD COLUMN transformation text`);
    await runner.query(`
      CREATE TABLE kanca.signing_keys (
        tenant text NOT NULL,
        id uuid NOT NULL,
        public_key text NOT NULL,
        sealed text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        PRIMARY KEY (tenant, id)
      )`);
    // Apart from the subscription: that a secret was used is no change of it.
    await runner.query(`
      CREATE TABLE kanca.subscription_secret_uses (
        tenant text NOT NULL,
        subscription_id uuid NOT NULL,
        sid text NOT NULL,
        last_used_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, subscription_id, sid),
        FOREIGN KEY (tenant, subscription_id) REFERENCES kanca.subscriptions (tenant, id) ON DELETE CASCADE
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE kanca.subscription_secret_uses`);
    await runner.query(`DROP TABLE kanca.signing_keys`);
    await runner.query(`
      ALTER TABLE kanca.subscriptions
        DROP COLUMN transformation, DROP COLUMN auth_shown, DROP COLUMN auth_sealed, DROP COLUMN signatures`);
  }
}
