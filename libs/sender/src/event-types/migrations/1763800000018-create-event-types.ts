import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateEventTypes1763800000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.event_types (
        tenant text NOT NULL,
        name text NOT NULL,
        description text,
        schema json,
        example json,
        deprecated boolean NOT NULL DEFAULT false,
        validation text CHECK (validation IN ('off', 'warn', 'reject')),
        retry jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant, name)
      )`);
    // A subscription has always had a policy. From now on it counts as its own only where somebody has set it; of those that are there
    // nobody knows, so what differs from the default is taken for a wish.
    await runner.query(`ALTER TABLE kanca.subscriptions ADD COLUMN retry_is_own boolean NOT NULL DEFAULT false`);
    await runner.query(`
      UPDATE kanca.subscriptions s SET retry_is_own = true FROM kanca.consumers c
      WHERE c.id = s.id AND c.retry IS DISTINCT FROM '{"kind":"list","jitter":0.1,"delaysMs":[5000,30000,300000,1800000,7200000,18000000,36000000,50400000,72000000,86400000]}'::jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.subscriptions DROP COLUMN retry_is_own`);
    await runner.query(`DROP TABLE kanca.event_types`);
  }
}
