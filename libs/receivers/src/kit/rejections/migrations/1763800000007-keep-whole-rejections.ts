import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was blotted out of a refused request, closed: without it, a request with the right token could never be let in later. */
export class KeepWholeRejections1763800000007 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE kanca.rejections ADD COLUMN sealed_request text`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE kanca.rejections DROP COLUMN sealed_request`);
  }
}
