import { SqlPool, type Statement } from '@kanca/database';
import { Injectable } from '@nestjs/common';

/** Ends each drain of which nothing is left: asked with LIMIT, so that the first delivery that is left is the last that is looked at. */
const finishDrains: Statement = {
  name: 'finish-drains',
  text: `
    UPDATE kanca.consumer_turns t SET drain_rate = NULL, drain_until = NULL, drain_tokens = NULL, drain_filled_at = NULL
    WHERE t.drain_rate IS NOT NULL AND NOT coalesce((
      SELECT true FROM kanca.open_deliveries d
      WHERE d.consumer_id = t.consumer_id AND d.created_at <= t.drain_until LIMIT 1), false)
    RETURNING t.consumer_id`,
};

/** Gives consumers that were resumed at a rate their full speed back, once what they had waiting is through. */
@Injectable()
export class FinishDrain {
  constructor(private readonly pool: SqlPool) {}

  /** Resolves with how many consumers that were. Safe to run on every replica at once. */
  async run(): Promise<number> {
    return (await this.pool.run(finishDrains, [])).length;
  }
}
