/** For applications and for both edges: to publish an event, to store what came in, and to run a consumer. */
export { CauseContext } from './ancestry/cause-context.js';
export { dispatchTables } from './dispatch-tables.js';
export { DispatchModule, type DispatchOptions } from './dispatch.module.js';
export type { Lease, LeasedDelivery, LeaseCompleted } from './leases/lease.js';
export { Leases } from './leases/leases.js';
export {
  MAX_PUBLISHED_BYTES,
  Publisher,
  type EmittedEvent,
  type PublishedEvent,
  type PublishReceipt,
} from './log/publisher.js';
export { once, type Once } from './once/once.js';
export { OperationalEvents, type OperationalEvent, type OperationalType } from './operational/operational-events.js';
export { emit, type EmitInput, type TransactionClient } from './outbox/emit.js';
export { Outbox } from './outbox/outbox.js';
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
  EXPIRED,
  isExpired,
  RunnerRegistry,
  type Attempt,
  type AttemptResult,
  type HandlerReply,
  type Outcome,
  type PolicyQuestion,
} from './ports/consumer-runner.js';
export { eventWithData, type EventHead } from './ports/event-head.js';
export { EventLog } from './ports/event-log.js';
export { ReplyDesk } from './ports/reply-desk.js';
export { firstUuidAt } from './postgres/first-uuid-at.js';
export { DispatchSettings } from './settings/dispatch-settings.js';
export { ConsumerThrottle, type Throttle } from './throttle/consumer-throttle.js';
