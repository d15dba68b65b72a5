/** Which part of a call failed. Stable: attempts, metrics and tenants are shown it. */
export type EgressErrorKind = 'blocked' | 'dns' | 'connect' | 'tls' | 'timeout' | 'reset' | 'protocol';

/**
 * A call that got no complete answer. The message is fit for a tenant: it never says which address a name resolved to.
 * `operatorDetail` does, and is for logs. Neither holds anything of the request but its host and port.
 */
export class EgressError extends Error {
  override readonly name = 'EgressError';

  constructor(
    readonly kind: EgressErrorKind,
    message: string,
    readonly operatorDetail: string,
  ) {
    super(message);
  }
}
