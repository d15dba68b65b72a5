import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One text that is sealed with the newest key of the hubs of this database: a hub that cannot open it has other keys. */
export class ProveKeys1763800000053 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE kanca.key_proof (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        sealed text NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE kanca.key_proof`);
  }
}
