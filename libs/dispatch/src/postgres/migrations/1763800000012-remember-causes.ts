import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What brought an event about (`cause_id`, and `depth`: how many events of its chain came before it), so that chains that feed themselves
 * are seen. `came_alone`: no other event was read from the same request, so that the request's bytes are this event's and nobody else's.
 * Of events that are there already nobody knows, so they count as not alone.
 */
export class RememberCauses1763800000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE kanca.events
        ADD COLUMN cause_id uuid,
        ADD COLUMN depth smallint NOT NULL DEFAULT 0,
        ADD COLUMN came_alone boolean NOT NULL DEFAULT false`);
    await runner.query(`
      ALTER TABLE kanca.outbox
        ADD COLUMN cause text CONSTRAINT outbox_cause_is_the_id_of_an_event CHECK (cause ~ '^evt_[0-9a-z]{26}$'),
        ADD COLUMN cause_tenant text`);
    await runner.query(`DROP FUNCTION kanca.emit`);
    await runner.query(`
      CREATE FUNCTION kanca.emit(type text, data json, subject text DEFAULT NULL, id text DEFAULT NULL,
                                 tenant text DEFAULT 'default', "time" timestamptz DEFAULT now(),
                                 cause text DEFAULT NULL, cause_tenant text DEFAULT NULL) RETURNS void
      LANGUAGE sql AS $$
        INSERT INTO kanca.outbox (tenant, type, data, subject, event_id, "time", cause, cause_tenant)
        VALUES (tenant, type, convert_to(data::text, 'UTF8'), subject, id, "time", cause, cause_tenant)
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION kanca.emit`);
    await runner.query(`
      CREATE FUNCTION kanca.emit(type text, data json, subject text DEFAULT NULL, id text DEFAULT NULL,
                                 tenant text DEFAULT 'default', "time" timestamptz DEFAULT now()) RETURNS void
      LANGUAGE sql AS $$
        INSERT INTO kanca.outbox (tenant, type, data, subject, event_id, "time")
        VALUES (tenant, type, convert_to(data::text, 'UTF8'), subject, id, "time")
      $$`);
    await runner.query(`ALTER TABLE kanca.outbox DROP COLUMN cause, DROP COLUMN cause_tenant`);
    await runner.query(`ALTER TABLE kanca.events DROP COLUMN cause_id, DROP COLUMN depth, DROP COLUMN came_alone`);
  }
}
