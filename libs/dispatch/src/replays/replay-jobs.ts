import type { Statement } from '@kanca/database';
import type { ReplayJobState } from './replay.entity.js';
import type { StoredFilter } from './stored-filter.js';

/** Stores a replay `$1` of the tenant `$2`. It ends with what was received until now, however late it comes to that. */
export const createReplay: Statement = {
  name: 'create-replay',
  text: `
    INSERT INTO kanca.replays (id, tenant, filter, consumer_id, rate, until, cursor_id)
    VALUES ($1, $2, $3::jsonb, $4, $5, least($6::timestamptz, clock_timestamp()), $7)`,
};

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
export const takeReplay: Statement = {
  name: 'take-replay',
  text: `
    SELECT tenant, id, filter, consumer_id, rate, until, cursor_tenant, cursor_id
    FROM kanca.replays WHERE state = 'running' AND next_step_at <= now()
    ORDER BY next_step_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
};

/**
 * Lets one step of any replay, or one retry by hand, write at a time: two that look at the same pair at the same moment would both
 * find that it has no delivery under way. Whoever waits for this does so with a connection: see `PairLock`.
 */
export const lockReplays: Statement = {
  name: 'lock-replays',
  text: `SELECT pg_advisory_xact_lock(hashtext('kanca.replays')) IS NULL AS locked`,
};

/** The same without waiting: `locked` tells whether nobody else has it. */
export const tryLockReplays: Statement = {
  name: 'try-lock-replays',
  text: `SELECT pg_try_advisory_xact_lock(hashtext('kanca.replays')) AS locked`,
};

/** Writes down a step of the replay `$1`; at a rate, the next one waits for as long as this one's deliveries take. */
export const advanceReplay: Statement = {
  name: 'advance-replay',
  text: `
    UPDATE kanca.replays
    SET cursor_tenant = $2, cursor_id = $3, examined = examined + $4::int, made = made + $5::int, hastened = hastened + $6::int,
        skipped = skipped + $7::int, gone = gone + $8::int, failures = 0, error = NULL,
        state = CASE WHEN $9::boolean THEN 'done' ELSE state END,
        started_at = coalesce(started_at, now()), finished_at = CASE WHEN $9::boolean THEN now() END,
        next_step_at = CASE WHEN rate IS NULL THEN clock_timestamp()
                       ELSE greatest(next_step_at, now() - interval '1 second') + ($5::int + $6::int) / rate * interval '1 second' END
    WHERE id = $1`,
};

/** A step of the replay `$1` failed with `$2`: it is tried again in a while, and given up after `$3` failures in a row. */
export const failReplay: Statement = {
  name: 'fail-replay',
  text: `
    UPDATE kanca.replays
    SET failures = failures + 1, error = $2, next_step_at = now() + 2 ^ failures * interval '1 second',
        state = CASE WHEN failures + 1 >= $3::int THEN 'failed' ELSE state END,
        finished_at = CASE WHEN failures + 1 >= $3::int THEN now() END
    WHERE id = $1 AND state = 'running'
    RETURNING state`,
};

/** Brings the replay `$1` of the tenant `$2` into the state `$3`, if it is in one of `$4`. Waits for a step that is under way. */
export const changeReplay: Statement = {
  name: 'change-replay',
  text: `
    UPDATE kanca.replays
    SET state = $3, failures = 0, next_step_at = CASE WHEN state = 'failed' THEN now() ELSE next_step_at END,
        error = CASE WHEN $3 = 'running' THEN NULL ELSE error END,
        finished_at = CASE WHEN $3 = 'cancelled' THEN now() END
    WHERE id = $1 AND ($2 = '*' OR tenant = $2) AND state = ANY ($4::text[])
    RETURNING id`,
};

/** Forgets replays that ended before `$1`. */
export const forgetReplays: Statement = {
  name: 'forget-replays',
  text: `DELETE FROM kanca.replays WHERE finished_at < $1 RETURNING id`,
};

/** What an operator may make of a replay: to which state, and from which. */
export const REPLAY_CHANGES = {
  cancel: { to: 'cancelled', from: ['running', 'paused', 'failed'] },
  pause: { to: 'paused', from: ['running'] },
  resume: { to: 'running', from: ['paused', 'failed'] },
} as const satisfies Record<string, { readonly to: ReplayJobState; readonly from: readonly ReplayJobState[] }>;

export type ReplayAction = keyof typeof REPLAY_CHANGES;
