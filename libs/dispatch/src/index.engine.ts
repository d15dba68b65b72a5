/** Parts of the engine itself, for its tests and for another queue behind the same ports. They may change with any release. */
export { GroupCommit, type GroupCommitOptions } from './log/group-commit.js';
export { forgetMarkers } from './once/forget-markers.js';
export { FinishDrain } from './operator/finish-drain.js';
export { Successors, type TurnChange } from './order/successors.js';
export { OutboxRelay } from './outbox/outbox-relay.js';
export {
  DeliveryQueue,
  type Claimed,
  type ClaimedDelivery,
  type ClaimedKey,
  type ClaimRequest,
  type CompletedAttempt,
  type DeliveryNews,
  type LostDelivery,
  type Taken,
  type TakenOver,
} from './ports/delivery-queue.js';
export { verdictOf, type AttemptOutcome, type Verdict, type VerdictInput } from './ports/verdict.js';
export { ReplayRunner } from './replays/replay-runner.js';
export { CrashRecovery } from './worker/crash-recovery.js';
export { Housekeeping } from './worker/housekeeping.js';
