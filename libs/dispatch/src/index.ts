export { CauseContext } from './ancestry/cause-context.js';
export { depthAfter, type Cause, type CausingEvent } from './ancestry/cause.js';
export {
  DeliveryQueries,
  type AttemptView,
  type DeliveryQuery,
  type DeliverySummary,
  type DeliveryWithAttempts,
  type WaitsFor,
} from './queries/delivery-queries.js';
export { EventQueries, type EventDetail, type EventQuery, type EventSummary } from './queries/event-queries.js';
export { OriginalRequests, type OriginalBody } from './queries/original-requests.js';
export { pageOf, uuidAfter, type Page, type PageRequest } from './queries/page.js';
export { DeliveryControl } from './operator/delivery-control.js';
export { QueueGauge, type QueueDepths } from './queries/queue-gauge.js';
export { verdictOf, type AttemptOutcome, type Verdict, type VerdictInput } from './ports/verdict.js';
export { DispatchSettings, prolongAfterMs, slotsForOthers } from './settings/dispatch-settings.js';
export { dispatchTables } from './dispatch-tables.js';
export { DispatchModule, type DispatchOptions } from './dispatch.module.js';
export { Dispatcher } from './worker/dispatcher.js';
export { GroupCommit, type GroupCommitOptions } from './log/group-commit.js';
export { AppendHealth } from './log/append-health.js';
export { ClockDifference } from './postgres/clock-difference.js';
export { Housekeeping } from './worker/housekeeping.js';
export type { Arrival, NewEvent, ReplyTicket, Stored, StoredEvent } from './ports/arrival.js';
export {
  ConsumerCatalogue,
  consumerFromDraft,
  type Consumer,
  type ConsumerDraft,
  type ConsumerKind,
  type ConsumerState,
} from './ports/consumer-catalogue.js';
export {
  ConsumerRunner,
  RunnerRegistry,
  type Attempt,
  type AttemptResult,
  type HandlerReply,
  type Outcome,
  type PolicyQuestion,
} from './ports/consumer-runner.js';
export {
  DeliveryQueue,
  type Claimed,
  type ClaimedDelivery,
  type ClaimRequest,
  type DeliveryNews,
  type ClaimedKey,
  type LostDelivery,
  type CompletedAttempt,
  type Taken,
  type TakenOver,
} from './ports/delivery-queue.js';
export { EventLog } from './ports/event-log.js';
export { ReplyDesk } from './ports/reply-desk.js';
export {
  MAX_PUBLISHED_BYTES,
  Publisher,
  writtenData,
  type EmittedEvent,
  type PublishedEvent,
  type PublishReceipt,
} from './log/publisher.js';
export { Successors, type TurnChange } from './order/successors.js';
export { CrashRecovery } from './worker/crash-recovery.js';
export { eventWithData, type EventHead } from './ports/event-head.js';
export { forgetMarkers } from './once/forget-markers.js';
export { once, type Once } from './once/once.js';
export { emit, type EmitInput, type TransactionClient } from './outbox/emit.js';
export { OperationalEvents, type OperationalEvent, type OperationalType } from './operational/operational-events.js';
export { Outbox } from './outbox/outbox.js';
export { OutboxRelay } from './outbox/outbox-relay.js';
export { FinishDrain } from './operator/finish-drain.js';
export { HeldDeliveries, type Backlog, type ResumeOptions } from './operator/held-deliveries.js';
export type { Lease, LeasedDelivery, LeaseSettled } from './leases/lease.js';
export { Leases } from './leases/leases.js';
export { ConsumerThrottle, type Throttle } from './throttle/consumer-throttle.js';
export { QueueSwitch } from './operator/queue-switch.js';
export { EventReplay, type EventReplayed } from './replays/event-replay.js';
export type { ReplayFilter, ReplayState } from './replays/replay-filter.js';
export type { ReplayAction } from './replays/replay-changes.js';
export { ReplayPreview, type ReplayForecast } from './replays/replay-preview.js';
export { ReplayRunner } from './replays/replay-runner.js';
export type { ReplayCounts } from './replays/replay-step.js';
export type { ReplayJobState } from './replays/replay.entity.js';
export { Replays, type Replay, type ReplayRequest } from './replays/replays.js';
