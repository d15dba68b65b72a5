import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { finishDrains } from './finish-drains.sql.js';

/** Gives consumers that were resumed at a rate their full speed back, once all that they had waiting was tried. */
@Injectable()
export class FinishDrain {
  constructor(private readonly pool: SqlPool) {}

  /** Resolves with how many consumers that were. Safe to run on every replica at once. */
  async run(): Promise<number> {
    return (await this.pool.run(finishDrains, {})).length;
  }
}
