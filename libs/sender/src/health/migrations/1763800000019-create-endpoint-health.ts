import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateEndpointHealth1763800000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.endpoint_health (
        subscription_id uuid NOT NULL PRIMARY KEY,
        tenant text NOT NULL,
        failing_since timestamptz NOT NULL,
        failures integer NOT NULL,
        faults integer NOT NULL,
        stage text NOT NULL CHECK (stage IN ('failing', 'warned', 'probation', 'disabled')),
        opened integer NOT NULL,
        open_until timestamptz,
        last_failure_at timestamptz NOT NULL,
        last_error text,
        FOREIGN KEY (tenant, subscription_id) REFERENCES kanca.subscriptions (tenant, id) ON DELETE CASCADE
      )`);
    await runner.query(`ALTER TABLE kanca.subscriptions ADD COLUMN batch jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.subscriptions DROP COLUMN batch`);
    await runner.query(`DROP TABLE kanca.endpoint_health`);
  }
}
