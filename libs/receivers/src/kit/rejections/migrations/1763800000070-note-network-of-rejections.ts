import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a refused request came from, so that one network cannot push out the refusals of all others. Empty for those from before. */
export class NoteNetworkOfRejections1763800000070 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE kanca.rejections ADD COLUMN network text NOT NULL DEFAULT ''`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE kanca.rejections DROP COLUMN network`);
  }
}
