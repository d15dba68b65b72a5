/** For operators of a hub: lists events and deliveries, and holds, resumes and replays them. */
export { AppendHealth } from './log/append-health.js';
export {
  LiveLog,
  type ConsumerChanges,
  type LiveConsumer,
  type LiveDelivery,
  type LiveEvent,
  type Since,
} from './live/live-log.js';
export { DeliveryControl } from './operator/delivery-control.js';
export { HeldDeliveries, type Backlog, type ResumeOptions } from './operator/held-deliveries.js';
export { QueueSwitch } from './operator/queue-switch.js';
export { ClockDifference } from './postgres/clock-difference.js';
export type { DeliveryQuery } from './queries/delivery-query.js';
export {
  DeliveryQueries,
  type AttemptView,
  type DeliverySummary,
  type DeliveryWithAttempts,
  type WaitsFor,
} from './queries/delivery-queries.js';
export {
  EventQueries,
  type EventDetail,
  type EventQuery,
  type EventSummary,
  type SourceOfTenant,
} from './queries/event-queries.js';
export { OriginalRequests, type OriginalBody } from './queries/original-requests.js';
export { pageOf, uuidAfter, type Page, type PageRequest, type SearchPage } from './queries/page.js';
export { QueueGauge, type QueueDepths } from './queries/queue-gauge.js';
export { EventReplay, type EventReplayed } from './replays/event-replay.js';
export type { ReplayFilter, ReplayState } from './replays/replay-filter.js';
export { ReplayPreview, type ReplayForecast } from './replays/replay-preview.js';
export { Replays, type Replay, type ReplayRequest } from './replays/replays.js';
export { Dispatcher } from './worker/dispatcher.js';
