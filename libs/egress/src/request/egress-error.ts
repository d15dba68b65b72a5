import type { RefusalReason } from '../destination/destination-refused.js';

/** Which part of a call failed. Stable: attempts, metrics and tenants are shown it. */
export type EgressErrorKind = 'blocked' | 'dns' | 'connect' | 'tls' | 'timeout' | 'reset' | 'protocol';

/**
 * A call that got no complete answer. The message is fit for a tenant: it never says which address a name resolved to.
 * `operatorDetail` does, and is for logs. Neither holds anything of the request but its host and port.
 */
export class EgressError extends Error {
  /** What the guard had against the destination; null for a call that was not blocked. */
  readonly refusal: Refusal | null;

  override readonly name = 'EgressError';

  constructor(
    readonly kind: EgressErrorKind,
    message: string,
    readonly operatorDetail: string,
    refusal: Refusal | null = null,
  ) {
    super(message);
    this.refusal = refusal;
  }
}

/** What the guard refused, and why. */
export interface Refusal {
  /** Host and port; empty when the URL could not be read. */
  readonly destination: string;
  readonly reason: RefusalReason;
}
