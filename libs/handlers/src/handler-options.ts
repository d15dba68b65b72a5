import type { RetryPolicy, Where } from '@kanca/core';
import type { DataClass } from './data-class.js';

/** Where the value lies whose events come one after the other. */
export type OrderPath = 'subject' | 'source' | 'type' | `data.${string}`;

/** How a handler hears and runs. All of it is checked when the hub starts. */
export interface HandlerOptions {
  /** What the handler's deliveries are kept under; `Class.method` by default. Set it before you rename either. */
  readonly name?: string;
  /** Hears only of events whose content passes this filter. Others make no delivery. */
  readonly where?: Where;
  /** Of the handlers that hear of one event, the lower come first; equal ones run side by side (50). */
  readonly order?: number;
  /** Events that have the same value there come strictly one after the other, for example `data.repository.id`. */
  readonly orderBy?: OrderPath;
  /** With `orderBy`: whether a dead letter lets the later events of its value pass (`skip`), or holds them until somebody decides. */
  readonly onPoison?: 'skip' | 'block';
  /** How many of its deliveries run at once, over all processes (32). First attempts of a `reply` handler do not wait for others. */
  readonly concurrency?: number;
  /** After this the attempt has failed and its signal is aborted (30,000). */
  readonly timeoutMs?: number;
  /** When it is tried again after a failure (16 attempts: after 1 s, 4 s, 16 s, … up to an hour each). */
  readonly retry?: RetryPolicy;
  /** Runs while the provider waits, and may return a `HandlerReply` for it (Slack commands, Twilio, Discord). */
  readonly reply?: boolean;
  /**
   * Gives `event.data` as an instance of this class, judged by its decorators of class-validator. Data that does not fit is a dead letter at
   * once, whose error names each path.
   */
  readonly data?: DataClass;
}

/** Of a handler for the events of one provider. */
export interface ProviderHandlerOptions extends HandlerOptions {
  /** Hears only of these sources, by the names they have in their URLs; `default` is the one without a name. */
  readonly sources?: readonly string[];
}

/** Of a handler for events of any provider, published ones too. */
export interface AnyHandlerOptions extends HandlerOptions {
  /** Hears only of these types, `*` standing for a word and at the end for everything below: `['order.placed', 'invoice.*']`. */
  readonly types?: readonly string[];
}
