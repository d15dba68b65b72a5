import type { Randomness } from './randomness.js';

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's W3C `traceparent` if it is well formed, else a new trace. */
export function traceFrom(header: string | undefined, randomness: Randomness): string {
  return header !== undefined && TRACEPARENT.test(header) ? header : newTrace(randomness);
}

/** A new sampled trace (W3C Trace Context, version 00). */
export function newTrace(randomness: Randomness): string {
  return `00-${randomness.bytes(16).toString('hex')}-${randomness.bytes(8).toString('hex')}-01`;
}

/** The same trace, with a span of its own: one for each attempt. */
export function childSpan(traceparent: string, randomness: Randomness): string {
  return `${traceparent.slice(0, 36)}${randomness.bytes(8).toString('hex')}${traceparent.slice(52)}`;
}
