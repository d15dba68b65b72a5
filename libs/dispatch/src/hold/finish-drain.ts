import { SqlPool, type Statement } from '@kanca/database';
import { Injectable } from '@nestjs/common';

/**
 * Ends each drain of which every delivery was tried: one that waits for its next attempt, or behind one that blocks their key until an
 * operator decides, must not slow the others down for days. Asked with LIMIT: the first that is left is the last that is looked at.
 * It touches the turn, so that a claim which has already read the rate lets the consumer be for this round.
 */
const finishDrains: Statement = {
  name: 'finish-drains',
  text: `
    UPDATE kanca.consumer_turns t
    SET served_at = clock_timestamp(), drain_rate = NULL, drain_until = NULL, drain_tokens = NULL, drain_filled_at = NULL
    WHERE t.drain_rate IS NOT NULL AND NOT coalesce((
      SELECT true FROM kanca.open_deliveries d
      WHERE d.consumer_id = t.consumer_id AND d.lane = 0 AND d.created_at <= t.drain_until
        AND NOT (d.waits AND d.order_key IS NOT NULL AND coalesce((
          SELECT true FROM kanca.open_deliveries b
          WHERE b.consumer_id = d.consumer_id AND b.order_key = d.order_key AND NOT b.waits AND b.due_at = 'infinity' LIMIT 1), false))
      LIMIT 1), false)
    RETURNING t.consumer_id`,
};

/** Gives consumers that were resumed at a rate their full speed back, once all that they had waiting was tried. */
@Injectable()
export class FinishDrain {
  constructor(private readonly pool: SqlPool) {}

  /** Resolves with how many consumers that were. Safe to run on every replica at once. */
  async run(): Promise<number> {
    return (await this.pool.run(finishDrains, [])).length;
  }
}
