import type { RetryPolicy } from '@kanca/core';

export interface HandlerOptions {
  /** What the handler's deliveries are kept under; `Class.method` by default. Set it before you rename either. */
  readonly name?: string;
  /** How many of its deliveries run at once, over all processes (32). First attempts of a `reply` handler do not wait for others. */
  readonly concurrency?: number;
  /** After this the attempt has failed and its signal is aborted (30,000). */
  readonly timeoutMs?: number;
  readonly retry?: RetryPolicy;
  /** Runs while the provider waits, and may return a `HandlerReply` for it (Slack commands, Twilio, Discord). */
  readonly reply?: boolean;
}
