import type { SecretVault } from '@kanca/database';
import type { GuardedClient } from '@kanca/egress';
import type { IngressOptions } from './ingress/ingress-options.js';
import type { SourceSpec } from './sources/source.js';

/** What the receiving edge is told at start. */
export interface ReceiversOptions extends Partial<IngressOptions> {
  /** Encrypts the secrets of sources, and refused requests, at rest. */
  readonly vault: SecretVault;
  /**
   * Asks providers for keys and certificates. Without one, receivers that have to ask answer 503.
   */
  readonly client?: GuardedClient;
  /** How long rejections are kept: 30 days unless told. */
  readonly retentionDays?: number;
  /** The sources of the configuration; those that receiver modules register come on top. */
  readonly sources?: readonly SourceSpec[];
}

/** The token of the options. */
export const RECEIVERS_OPTIONS = Symbol('options of ReceiversModule');
