import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateBlockedCalls1763800000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.blocked_calls (
        id uuid PRIMARY KEY,
        tenant text,
        subscription text,
        destination text NOT NULL,
        purpose text NOT NULL,
        reason text NOT NULL,
        detail text NOT NULL,
        count bigint NOT NULL,
        first_at timestamptz NOT NULL,
        last_at timestamptz NOT NULL
      )`);
    // In SQL a null equals no other: a call of the hub itself must meet its row again.
    await runner.query(`
      CREATE UNIQUE INDEX blocked_calls_same ON kanca.blocked_calls
        (coalesce(tenant, ''), coalesce(subscription, ''), destination, purpose, reason)`);
    await runner.query(`CREATE INDEX blocked_calls_last_at ON kanca.blocked_calls (last_at, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE kanca.blocked_calls`);
  }
}
