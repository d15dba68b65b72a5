import type { BucketSize } from '../token-buckets.js';

/** The bounds of the ingress. */
export interface IngressOptions {
  /** Scheme, host and port that providers call. */
  readonly publicUrl: string;
  /** Of one body, as it comes and once it is inflated. */
  readonly maxBodyBytes: number;
  /** From the headers of a request to the end of its body. */
  readonly bodyTimeoutMs: number;
  /** Requests at work, their body complete. */
  readonly maxConcurrentRequests: number;
  /** Of all senders, who share it. */
  readonly maxHalfOpenRequests: number;
  /**
   * Of one IPv4 address, or the first 64 bits of an IPv6 address, as trusted proxies name it. A proxy that is not among `trustedProxies` is
   * itself that address, with all of its clients.
   */
  readonly maxHalfOpenPerAddress: number;
  /** Of all bodies that are in memory at once. Senders share it, by their addresses: one that takes all it can gets a quarter. */
  readonly maxBufferedBytes: number;
  /** How long `reply` handlers may keep a provider waiting, where its receiver says nothing else. */
  readonly replyWithinMs: number;
  readonly requireHttps: boolean;
  /** CIDRs or addresses whose `x-forwarded-proto` is believed. */
  readonly trustedProxies: readonly string[];
  /** How many events may have come before those of a request, by what a hub that sent it says. */
  readonly maxHops: number;
  /** For each source; null for none. */
  readonly rateLimit: BucketSize | null;
}

export const DEFAULT_INGRESS_OPTIONS: IngressOptions = Object.freeze({
  publicUrl: 'http://localhost:3000',
  maxBodyBytes: 26_214_400,
  bodyTimeoutMs: 30_000,
  maxConcurrentRequests: 10_000,
  maxHalfOpenRequests: 20_000,
  maxHalfOpenPerAddress: 1_000,
  maxBufferedBytes: 268_435_456,
  replyWithinMs: 2_500,
  requireHttps: false,
  trustedProxies: [],
  maxHops: 10,
  rateLimit: null,
});
