export { Cancellation, type CancelSignal } from './cancellation.js';
/**
 * The contracts of Kanca. The words:
 *
 * provider      a service that sends webhooks: `github`, `stripe`
 * receiver      our module for one provider: how to verify, shake hands, and read its requests
 * source        one configured account of a provider, with its secrets. It owns a URL
 * event         one normalised happening
 * handler       user code that consumes events in process
 * subscription  a remote consumer: URI, filters, secrets
 * consumer      handler or subscription
 * delivery      one event for one consumer, with its state
 * attempt       one try of a delivery
 * dead letter   a delivery whose attempts are used up or that failed for good
 * held          a delivery kept back because its consumer is paused or disabled; never dropped
 */
export { Clock, FixedClock, SystemClock } from './clock.js';
export type { EventName, EventOf, HandledEvent, ProviderName, WebhookEvent, WebhookProviders } from './event.js';
export { assertFilters, compileFilters, type EventFilter } from './event-filter.js';
export { compilePath, problemOfPath, type EventPath, type ReadableEvent } from './event-path.js';
export { DELIVERY_RATE } from './delivery-rate.js';
export { canonicalNumber } from './compare-decimals.js';
export { parseExactJson, writeExactJson, type ExactJsonOptions } from './exact-json.js';
export { ExactNumber } from './exact-number.js';
export { newUuid, parseId, toId, uuidOf, type Id, type IdPrefix } from './id.js';
export type { InboundRequest } from './inbound-request.js';
export { isObject } from './is-object.js';
export { JsonPlaces } from './json-places.js';
export { ERROR_CODES, KancaError, type ErrorCode, type FieldProblem, type KancaErrorOptions } from './kanca-error.js';
export { maskedUrl } from './masked-url.js';
export { didYouMean, nearestNames } from './nearest-names.js';
export { misspeltFilters } from './misspelt-filters.js';
export { nestsDeeperThan } from './nesting.js';
export {
  loggedConsumer,
  Observer,
  SilentObserver,
  type AttemptEnded,
  type DeliveriesExpired,
  type IngestAnswered,
  type IngestOutcome,
  type NoteLevel,
} from './observer.js';
export { isOperational } from './operational-type.js';
export { placeOfUnwritableNumber, withPlainNumbers } from './plain-json.js';
export { PROBLEM_MEDIA_TYPE, problemHeaders, problemOf, type Problem } from './problem.js';
export { Randomness, SeededRandomness, SystemRandomness } from './randomness.js';
export {
  assertRetryPolicy,
  DEFAULT_HANDLER_RETRY,
  DEFAULT_SUBSCRIPTION_RETRY,
  delayAfter,
  maxAttempts,
  type RetryPolicy,
} from './retry-policy.js';
export { storableText } from './storable-text.js';
export { TextSearch } from './text-search.js';
export { isThenable, thenOrNow } from './then-or-now.js';
export { childSpan, newTrace, traceFrom } from './trace-context.js';
export { assertWhere, compileWhere, type Where, type WhereFilter } from './where.js';
export { nextVersion } from './unmodified.js';
export { withoutTrailing } from './without-trailing.js';
