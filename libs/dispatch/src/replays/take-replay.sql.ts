import { statement } from '@kanca/database';
import type { StoredFilter } from './stored-filter.js';

/** A replay as its steps need it. */
export interface ReplayJob {
  readonly tenant: string;
  readonly id: string;
  readonly filter: StoredFilter;
  readonly consumer_id: string | null;
  readonly rate: number | null;
  readonly until: Date;
  readonly cursor_tenant: string | null;
  readonly cursor_id: string;
}

/** The replay whose step has been due for longest, locked until the transaction ends: nobody else makes a step of it. */
export const takeReplay = statement<ReplayJob>()({
  name: 'take-replay',
  text: `
    SELECT tenant, id, filter, consumer_id, rate, until, cursor_tenant, cursor_id
    FROM kanca.replays WHERE state = 'running' AND next_step_at <= now()
    ORDER BY next_step_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
});
