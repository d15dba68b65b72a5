import { isUnavailable, pendingMigrations, whyUnavailable } from '@kanca/database';
import { AppendHealth, ClockDifference } from '@kanca/dispatch/operator';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EmbeddedServer } from './embedded-server.js';

const PATIENCE_MS = 2_000;

/** Knows whether the hub can do its work now. */
@Injectable()
export class Readiness {
  private draining = false;
  /** Once they have run they stay run. */
  private areMigrationsDone = false;

  constructor(
    private readonly clocks: ClockDifference,
    private readonly appends: AppendHealth,
    private readonly dataSource: DataSource,
    private readonly embedded: EmbeddedServer,
  ) {}

  /** From now on the hub says that it is not ready, so that load balancers look elsewhere. */
  drain(): void {
    this.draining = true;
  }

  /** Why requests cannot be taken; none when they can. */
  async obstacles(): Promise<readonly string[]> {
    if (this.draining) return ['The hub is stopping.'];
    const trouble = this.embedded.trouble();
    if (trouble !== null) return [trouble];
    const { obstacle } = this.appends;
    if (obstacle !== null) return [obstacle];
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<readonly string[]>((resolve) => {
      timer = setTimeout(() => {
        // A busy database answers this question late, and stores events all the same.
        resolve(this.appends.isProven ? [] : ['The database does not answer.']);
      }, PATIENCE_MS);
    });
    try {
      return await Promise.race([this.databaseObstacles(), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async databaseObstacles(): Promise<readonly string[]> {
    try {
      const { problem } = await this.clocks.read();
      const missing = await this.missingMigrations();
      return [...missing, ...(problem === null ? [] : [problem])];
    } catch (error) {
      return [isUnavailable(error) ? whyUnavailable(error).sentence : 'The database refuses what the hub asks it.'];
    }
  }

  private async missingMigrations(): Promise<readonly string[]> {
    if (this.areMigrationsDone) return [];
    const pending = await pendingMigrations(this.dataSource);
    this.areMigrationsDone = pending.length === 0;
    return this.areMigrationsDone ? [] : [`Migrations are missing: ${pending.join(', ')}.`];
  }
}
