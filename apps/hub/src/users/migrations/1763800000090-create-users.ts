import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who sign in, and the tokens with which the first of them is made. */
export class CreateUsers1763800000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.users (
        id uuid PRIMARY KEY,
        tenant text,
        email text NOT NULL UNIQUE,
        name text NOT NULL DEFAULT '',
        role text NOT NULL CHECK (role IN ('owner', 'operator', 'viewer')),
        password_hash text,
        oidc_identity text UNIQUE,
        disabled boolean NOT NULL DEFAULT false,
        sessions_since timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        last_sign_in_at timestamptz
      )`);
    await runner.query(`
      CREATE TABLE kanca.welcome_tokens (
        hash bytea PRIMARY KEY,
        ends_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE kanca.welcome_tokens`);
    await runner.query(`DROP TABLE kanca.users`);
  }
}
