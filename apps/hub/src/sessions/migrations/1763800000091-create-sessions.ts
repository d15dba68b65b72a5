import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions of users and of API keys: they go with the user or the key. And how often somebody has tried to sign in. */
export class CreateSessions1763800000091 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.sessions (
        id uuid PRIMARY KEY,
        hash bytea NOT NULL UNIQUE,
        user_id uuid REFERENCES kanca.users ON DELETE CASCADE,
        key_id uuid REFERENCES kanca.api_keys ON DELETE CASCADE,
        method text NOT NULL,
        address text NOT NULL,
        user_agent text,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        ends_at timestamptz NOT NULL,
        CHECK ((user_id IS NULL) <> (key_id IS NULL))
      )`);
    await runner.query(`CREATE INDEX sessions_by_user ON kanca.sessions (user_id) WHERE user_id IS NOT NULL`);
    await runner.query(`CREATE INDEX sessions_by_key ON kanca.sessions (key_id) WHERE key_id IS NOT NULL`);
    await runner.query(`
      CREATE TABLE kanca.sign_in_tries (
        subject bytea PRIMARY KEY,
        level double precision NOT NULL,
        is_allowed boolean NOT NULL,
        is_known boolean NOT NULL DEFAULT false,
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE kanca.sign_in_tries`);
    await runner.query(`DROP TABLE kanca.sessions`);
  }
}
