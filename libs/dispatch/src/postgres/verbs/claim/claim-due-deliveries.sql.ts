import { int, statement, text, uuid } from '@kanca/database';
import { WAITING_CONSUMERS } from '../waiting-consumers.sql.js';
import { BOUNDS, CHOSEN, FAIR, SHARE } from './fair-shares.sql.js';
import { BUSY, ELIGIBLE, RUNNING_NOW } from './runnable-consumers.sql.js';
import { CLAIMED, ENDED, PICKED, SERVED } from './take-deliveries.sql.js';

/** A delivery that was claimed, and what its consumer and tenant could have been given besides. */
export interface ClaimRow {
  readonly tenant: string;
  readonly delivery_id: string;
  readonly event_id: string;
  readonly consumer_id: string;
  readonly attempt: number;
  readonly attempts_allowed: number | null;
  readonly waited_ms: number;
  /** Its attempt may not begin later than that; null for one that does not expire. */
  readonly expires_in_ms: number | null;
  readonly consumer_version: string;
  readonly quota: number;
  readonly room: number;
  readonly rate: number | null;
  readonly owner: string;
  readonly tenant_room: number;
  readonly is_any_left_out: boolean;
}

/**
 * Takes up to `slots` due deliveries for one worker, and clears away those of its claims that have come to their end. One round trip.
 *
 * Read it in its three parts, each in a file of its own with its reasons and its cost: which consumers may run (`runnable-consumers`), how
 * many deliveries each gets (`fair-shares`), and how they are taken (`take-deliveries`).
 *
 * - `kinds`: those of which the worker can run every consumer that does not fetch; `consumerIds`: further consumers that it can run.
 * - `hereIds`, `hereNumbers`: the attempts that it has in hand; `hereConsumerIds`, `hereCounts`: how many of each consumer.
 * - `claimMarginMs`: the claim expires that much later than the longest timeout, and after `maxClaimMs` at most. Null: after `maxClaimMs`.
 * - `tenantConcurrency`: attempts at once for the subscriptions of one tenant; null for no such bound.
 */
export const claimDueDeliveries = statement<ClaimRow>()({
  name: 'claim-due-deliveries',
  params: {
    slots: int,
    kinds: text.array,
    consumerIds: uuid.array,
    claimId: uuid,
    claimMarginMs: int.orNull,
    endedConsumerIds: uuid.array,
    endedClaimIds: uuid.array,
    worker: uuid,
    hereIds: uuid.array,
    hereNumbers: int.array,
    hereConsumerIds: uuid.array,
    hereCounts: int.array,
    maxClaimMs: int,
    tenantConcurrency: int.orNull,
  },
  text: `
    WITH RECURSIVE ${[
      WAITING_CONSUMERS,
      ...[RUNNING_NOW, BUSY, ELIGIBLE],
      ...[BOUNDS, CHOSEN, FAIR, SHARE],
      ...[PICKED, SERVED, ENDED, CLAIMED],
    ].join()}
    SELECT tenant, id AS delivery_id, event_id, consumer_id, attempts + 1 AS attempt, attempts_allowed,
           date_part('epoch', now() - due_at) * 1000 AS waited_ms,
           date_part('epoch', expires_at - now()) * 1000 AS expires_in_ms,
           (SELECT version FROM kanca.consumer_set) AS consumer_version, quota, free AS room, rate,
           owner, tenant_room, is_any_left_out
    FROM picked`,
});
