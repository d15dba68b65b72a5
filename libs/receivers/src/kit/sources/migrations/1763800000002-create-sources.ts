import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One configured account of a provider. Its URL is its own over all tenants, in any case. */
export class CreateSources1763800000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE kanca.sources (
        tenant     text        NOT NULL,
        id         uuid        NOT NULL,
        provider   text        NOT NULL,
        name       text,
        secrets    jsonb       NOT NULL DEFAULT '[]',
        options    jsonb       NOT NULL DEFAULT '{}',
        origin     text        NOT NULL CHECK (origin IN ('file', 'api')),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, id)
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX sources_url ON kanca.sources (lower(provider), lower(coalesce(name, '')))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE kanca.sources`);
  }
}
