/** Genuine, or wrong in one way. */
export const MODES = ['valid', 'wrong-key', 'missing', 'stale', 'tampered'] as const;

export interface TriggerOptions {
  readonly mode: (typeof MODES)[number];
  readonly data?: readonly string[];
  readonly source?: string;
  readonly to?: string;
  readonly secret?: string;
}
