import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Refused requests: at most a hundred of each source, so the table stays small and needs no partitions. */
export class CreateRejections1763800000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE kanca.rejections (
        tenant      text        NOT NULL,
        id          uuid        NOT NULL,
        source_id   uuid        NOT NULL,
        provider    text        NOT NULL,
        source_uri  text        NOT NULL,
        received_at timestamptz NOT NULL,
        request_id  text        NOT NULL,
        status      smallint    NOT NULL,
        code        text        NOT NULL,
        reason      text        NOT NULL,
        diagnosis   text        NOT NULL,
        method      text        NOT NULL,
        url         text        NOT NULL,
        headers     jsonb       NOT NULL,
        body        bytea       NOT NULL,
        body_bytes  integer     NOT NULL,
        unrecorded  integer     NOT NULL,
        PRIMARY KEY (tenant, id)
      )`);
    await queryRunner.query(`CREATE INDEX rejections_by_source ON kanca.rejections (source_id, id)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE kanca.rejections`);
  }
}
