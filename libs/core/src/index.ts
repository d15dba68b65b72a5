export * from './cancellation.js';
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
export * from './clock.js';
export * from './event.js';
export * from './event-filter.js';
export * from './event-path.js';
export { canonicalNumber } from './compare-decimals.js';
export * from './exact-json.js';
export * from './exact-number.js';
export * from './id.js';
export * from './inbound-request.js';
export * from './is-object.js';
export * from './json-places.js';
export * from './kanca-error.js';
export * from './nearest-names.js';
export * from './nesting.js';
export * from './observer.js';
export * from './operational-type.js';
export * from './plain-json.js';
export * from './problem.js';
export * from './randomness.js';
export * from './retry-policy.js';
export * from './storable-text.js';
export * from './trace-context.js';
export * from './where.js';
