import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose a URL was before it was given up: its provider goes on sending there for a while, and what it sends is nobody else's. */
export class RememberGivenUpUrls1763800000031 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE kanca.given_up_urls (
        uri         text        NOT NULL PRIMARY KEY,
        tenant      text        NOT NULL,
        given_up_at timestamptz NOT NULL
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE kanca.given_up_urls`);
  }
}
