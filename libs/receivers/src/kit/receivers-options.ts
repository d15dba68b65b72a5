import type { IngressOptions } from './ingress/ingress-options.js';
import type { SourceSpec } from './sources/source.js';

/** What the receiving edge is told at start. Everything has a default. */
export interface ReceiversOptions extends Partial<IngressOptions> {
  /** How long rejections are kept: 30 days unless told. */
  readonly retentionDays?: number;
  /** The sources of the configuration; those that receiver modules register come on top. */
  readonly sources?: readonly SourceSpec[];
}

/** The token of the options. */
export const RECEIVERS_OPTIONS = Symbol('options of ReceiversModule');
