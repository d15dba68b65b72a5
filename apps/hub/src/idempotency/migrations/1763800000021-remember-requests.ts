import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers to requests that carried an `Idempotency-Key`, for a day. Sealed: the answer to a new key holds the key. */
export class RememberRequests1763800000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.idempotent_requests (
        caller bytea NOT NULL,
        key text NOT NULL,
        request bytea NOT NULL,
        begun_at timestamptz NOT NULL DEFAULT now(),
        status integer,
        answer_sealed text,
        PRIMARY KEY (caller, key)
      )`);
    await runner.query(`CREATE INDEX idempotent_requests_begun_at ON kanca.idempotent_requests (begun_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE kanca.idempotent_requests`);
  }
}
