/** How an endpoint is verified: it proves that it checks signatures (`calls`), or that it wants what it is sent (the others). */
export const VERIFICATION_METHODS = ['calls', 'echo', 'options', 'manual'] as const;
/** How an endpoint shows that it is the subscriber's own. */
export type VerificationMethod = (typeof VERIFICATION_METHODS)[number];

/** `failed`: it was tried, and did not pass. */
export type VerificationState = 'unverified' | 'verified' | 'failed';

/** The names of the checks. The first five belong to the method `calls`. */
export const CHECK_NAMES = [
  'genuine',
  'wrong-key',
  'tampered-body',
  'stale-timestamp',
  'no-signature',
  'echo',
  'consent',
  'confirmation',
] as const;
/** One of the calls that verify an endpoint, such as the one with a wrong key. */
export type CheckName = (typeof CHECK_NAMES)[number];

/** What one call to the endpoint showed. */
export interface Check {
  readonly name: CheckName;
  /** What had to come back, in words. */
  readonly expected: string;
  /** What came back; null when nothing did, or nothing was sent. */
  readonly status: number | null;
  readonly latencyMs: number | null;
  readonly passed: boolean;
  /** False for a check that the format cannot ask of an endpoint: it is advice. Missing in what was stored before there were any. */
  readonly decides?: boolean;
  /** How to mend it, in a sentence; null when there is nothing to mend. */
  readonly advice: string | null;
}

/** What is known of an endpoint, as its owner sees it. */
export interface Verification {
  readonly state: VerificationState;
  /** When it came to be so; null while nothing was tried. */
  readonly at: Date | null;
  readonly method: VerificationMethod | null;
  readonly checks: readonly Check[];
  /** Whether its deliveries are held until it is verified. */
  readonly isHolding: boolean;
}

/** The same as it is stored. */
export interface StoredVerification {
  readonly state: VerificationState;
  /** RFC 3339. */
  readonly at: string;
  readonly method: VerificationMethod;
  readonly checks: readonly Check[];
  /** The event type that it was tried with; the same is used when it is tried again. */
  readonly type: string | null;
  /** The name under which it allowed calls (CloudEvents): every delivery says it. */
  readonly origin: string | null;
  /** A confirmation that is awaited. The token itself is nowhere. */
  readonly confirmation: { readonly hash: string; readonly expiresAt: string } | null;
}

export function isPassed(checks: readonly Check[]): boolean {
  return checks.length > 0 && checks.every(({ passed, decides = true }) => passed || !decides);
}
