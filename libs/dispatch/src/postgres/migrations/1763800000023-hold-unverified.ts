import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A fourth reason for which a consumer gets nothing. */
export class HoldUnverified1763800000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE kanca.consumers DROP CONSTRAINT consumers_state_check`);
    await runner.query(`
      ALTER TABLE kanca.consumers ADD CONSTRAINT consumers_state_check
        CHECK (state IN ('active', 'paused', 'disabled', 'unverified'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE kanca.consumers SET state = 'paused' WHERE state = 'unverified'`);
    await runner.query(`ALTER TABLE kanca.consumers DROP CONSTRAINT consumers_state_check`);
    await runner.query(`
      ALTER TABLE kanca.consumers ADD CONSTRAINT consumers_state_check CHECK (state IN ('active', 'paused', 'disabled'))`);
  }
}
