import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What tells a genuine request from a forged one although both were refused: where verified requests came from, and that another secret fits. */
export class KnowNetworks1763800000071 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE kanca.known_networks (
        tenant      text        NOT NULL,
        provider    text        NOT NULL,
        network     text        NOT NULL,
        accepted_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, provider, network)
      )`);
    await queryRunner.query(`ALTER TABLE kanca.rejections ADD COLUMN fits_otherwise boolean NOT NULL DEFAULT false`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE kanca.rejections DROP COLUMN fits_otherwise`);
    await queryRunner.query(`DROP TABLE kanca.known_networks`);
  }
}
