import type { CancelSignal } from '@kanca/core';
import type { ClientTls } from './client-tls.js';

/** A method that an outgoing call may have. */
export type EgressMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

/**
 * What a call is for. Stable: what was blocked is counted by it. `save`: a URL was to be stored; `document`: the hub needs it itself (keys,
 * certificates, a provider's answer).
 */
export type CallPurpose = 'save' | 'deliver' | 'test' | 'verify' | 'token' | 'document' | 'other';

/** On whose behalf a call is made. */
export interface CallOwner {
  readonly tenant: string;
  /** `sub_…`, once there is one. */
  readonly subscription?: string;
}

/** One call to the outside. */
export interface EgressRequest {
  readonly url: string;
  readonly method: EgressMethod;
  /** Any but those of the connection; `accept-encoding` is always `identity`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** For everything together: waiting for a connection, DNS, TCP, TLS, head and body. */
  readonly deadlineMs: number;
  /** At most this much of the answer's body is read (65536). */
  readonly maxResponseBytes?: number;
  /**
   * Whether the call may be sent a second time when the endpoint closes a connection that was used before, without a byte of
   * an answer (true for GET, HEAD, PUT, DELETE and OPTIONS). Only for calls that the endpoint can recognise as the same.
   */
  readonly isRepeatable?: boolean;
  readonly signal?: CancelSignal;
  /** `other`, unless it is said. */
  readonly purpose?: CallPurpose;
  readonly owner?: CallOwner;
  /** Client certificate and authorities of this call; only for https. */
  readonly tls?: ClientTls | undefined;
}

/** An answer of any status. Redirects are not followed: see `headers.location`. */
export interface EgressResponse {
  readonly status: number;
  /** Lower-case names; a header that came more than once is joined with a comma. At most 16 KiB in all. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent: `content-encoding` is not undone. */
  readonly body: Buffer;
  /** Whether the body was longer than what was read of it. */
  readonly truncated: boolean;
  readonly timings: { readonly totalMs: number };
  /** The address that answered. For operators. */
  readonly remoteAddress: string;
}
