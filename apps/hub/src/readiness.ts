import { pendingMigrations, SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const PATIENCE_MS = 2_000;

/** Knows whether the hub can do its work now. */
@Injectable()
export class Readiness {
  private draining = false;

  constructor(
    private readonly pool: SqlPool,
    private readonly dataSource: DataSource,
  ) {}

  /** From now on the hub says that it is not ready, so that load balancers look elsewhere. */
  drain(): void {
    this.draining = true;
  }

  /** Why requests cannot be taken; none when they can. */
  async obstacles(): Promise<readonly string[]> {
    if (this.draining) return ['The hub is stopping.'];
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<readonly string[]>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, ['The database does not answer.']);
    });
    try {
      return await Promise.race([this.databaseObstacles(), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async databaseObstacles(): Promise<readonly string[]> {
    try {
      await this.pool.run({ name: 'ping', text: 'SELECT 1' }, []);
      const pending = await pendingMigrations(this.dataSource);
      return pending.length === 0 ? [] : [`Migrations are missing: ${pending.join(', ')}.`];
    } catch {
      return ['The database cannot be reached.'];
    }
  }
}
