import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who changed what. Rows are added and never changed; each has the hash of the one before it. `audit_head` says which row is the last one, sealed
 * with the hub's own key: who can write the database only cannot cut rows off unseen.
 */
export class CreateAudit1763800000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.audit (
        seq bigint PRIMARY KEY,
        at timestamptz NOT NULL,
        begun_by bigint,
        actor_kind text NOT NULL,
        actor_id text NOT NULL,
        actor_name text NOT NULL,
        tenant text,
        address text NOT NULL,
        request_id text NOT NULL,
        action text NOT NULL,
        resource text NOT NULL,
        status smallint,
        before text,
        after text,
        previous bytea NOT NULL,
        hash bytea NOT NULL
      )`);
    await runner.query(`CREATE INDEX audit_ends ON kanca.audit (begun_by) WHERE begun_by IS NOT NULL`);
    await runner.query(`CREATE INDEX audit_of_tenant ON kanca.audit (tenant, seq)`);
    await runner.query(`
      CREATE TABLE kanca.audit_head (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        seq bigint NOT NULL,
        hash bytea NOT NULL,
        sealed text
      )`);
    await runner.query(`INSERT INTO kanca.audit_head (seq, hash) VALUES (0, decode(repeat('00', 32), 'hex'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE kanca.audit_head, kanca.audit`);
  }
}
