const MAX_MS = 24 * 3_600_000;
const SECONDS = /^\d{1,10}$/;
/** `Date.parse` reads much more than an HTTP date. */
const HTTP_DATE = /^[A-Z][a-z]+,? .*\d{2}:\d{2}:\d{2}/;

/** The oldest form of an HTTP date, that of `asctime`, names none and means UTC. */
const ZONE = /(?:GMT|UTC|UT|Z|[+-]\d{4})$/i;

/**
 * Milliseconds that a `Retry-After` header asks for, at most 24 hours; undefined when it cannot be read.
 * Source: RFC 9110 section 10.2.3 (delay-seconds or an HTTP date).
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (!SECONDS.test(text) && !HTTP_DATE.test(text)) return undefined;
  const ms = SECONDS.test(text) ? Number(text) * 1_000 : Date.parse(ZONE.test(text) ? text : `${text} UTC`) - nowMs;
  return Number.isFinite(ms) ? Math.min(MAX_MS, Math.max(0, ms)) : undefined;
}
