import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where events wait that were emitted inside somebody's own transaction. A function writes them, so that any client in any
 * language can: a row that is not an event fails there, in the transaction that it belongs to.
 */
export class CreateOutbox1763800000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key uuid NOT NULL DEFAULT gen_random_uuid(),
        tenant text NOT NULL,
        type text NOT NULL,
        data bytea NOT NULL,
        subject text,
        event_id text,
        "time" timestamptz NOT NULL,
        CONSTRAINT outbox_type_has_dotted_words CHECK (length(type) <= 256 AND type ~ '^[A-Za-z0-9_:/-]+(\\.[A-Za-z0-9_:/-]+)*$'),
        CONSTRAINT outbox_data_is_at_most_1_mib CHECK (octet_length(data) <= 1048576),
        CONSTRAINT outbox_tenant_is_a_name CHECK (tenant ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$'),
        CONSTRAINT outbox_time_is_of_our_era CHECK ("time" > '0001-01-02' AND "time" < '9999-12-31'),
        CONSTRAINT outbox_event_id_has_1_to_256_characters CHECK (length(event_id) BETWEEN 1 AND 256)
      ) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)`);
    await runner.query(`
      CREATE FUNCTION kanca.emit(type text, data json, subject text DEFAULT NULL, id text DEFAULT NULL,
                                 tenant text DEFAULT 'default', "time" timestamptz DEFAULT now()) RETURNS void
      LANGUAGE sql AS $$
        INSERT INTO kanca.outbox (tenant, type, data, subject, event_id, "time")
        VALUES (tenant, type, convert_to(data::text, 'UTF8'), subject, id, "time")
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION kanca.emit`);
    await runner.query(`DROP TABLE kanca.outbox`);
  }
}
