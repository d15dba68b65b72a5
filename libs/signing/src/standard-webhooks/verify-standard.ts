import { decodeBytes } from '../byte-encoding.js';
import { constantTimeEqual } from '../constant-time-equal.js';
import { isStandardId, standardSignature } from './standard-signature.js';

export interface StandardVerification {
  /** The values of `webhook-id`, `webhook-timestamp` and `webhook-signature`; undefined where there is none. */
  readonly headers: {
    readonly id: string | undefined;
    readonly timestamp: string | undefined;
    readonly signature: string | undefined;
  };
  /** As it was received. */
  readonly body: Buffer;
  /** Every active key, newest first. */
  readonly secrets: readonly Buffer[];
  readonly nowMs: number;
  /** How far the timestamp may lie from now, before and after (300000). */
  readonly toleranceMs?: number;
}

export type StandardRefusal =
  | 'header_missing'
  | 'id_invalid'
  | 'timestamp_invalid'
  | 'timestamp_outside_tolerance'
  | 'signature_unknown'
  | 'signature_mismatch';

/** `secretIndex` says which key it was. `diagnosis` is for operators, never for the caller. */
export type StandardVerdict =
  | { readonly isVerified: true; readonly id: string; readonly timestampSeconds: number; readonly secretIndex: number }
  | { readonly isVerified: false; readonly reason: StandardRefusal; readonly diagnosis: string };

const DEFAULT_TOLERANCE_MS = 300_000;
const TIMESTAMP = /^\d{1,12}$/;

/**
 * Whether a request was signed with one of the keys (Standard Webhooks 1.0.0). Signatures of other versions are passed over.
 * @example verifyStandard({ headers: { id, timestamp, signature }, body, secrets: [parseSecret(secret)], nowMs: clock.now() })
 */
export function verifyStandard({ headers, body, secrets, nowMs, ...options }: StandardVerification): StandardVerdict {
  const { id, timestamp, signature } = headers;
  if (id === undefined || timestamp === undefined || signature === undefined) return headerMissing(headers);
  if (!isStandardId(id)) return refused('id_invalid', 'webhook-id is not visible ASCII without a dot');
  if (!TIMESTAMP.test(timestamp)) return refused('timestamp_invalid', 'webhook-timestamp is not a number of seconds');

  const timestampSeconds = Number(timestamp);
  const toleranceMs = options.toleranceMs ?? DEFAULT_TOLERANCE_MS;
  const ageMs = nowMs - timestampSeconds * 1_000;
  if (!(Math.abs(ageMs) <= toleranceMs))
    return refused(
      'timestamp_outside_tolerance',
      `webhook-timestamp is ${String(ageMs)} ms old and ${String(toleranceMs)} ms are tolerated: are both clocks right?`,
    );

  const presented = signaturesIn(signature);
  if (presented.length === 0) return refused('signature_unknown', 'webhook-signature has no v1 signature');
  const message = { id, timestamp, body };
  for (const [secretIndex, secret] of secrets.entries()) {
    const expected = standardSignature(message, secret);
    if (presented.some((candidate) => constantTimeEqual(expected, candidate)))
      return { isVerified: true, id, timestampSeconds, secretIndex };
  }
  return refused('signature_mismatch', 'no v1 signature is that of the raw body with one of the secrets');
}

function headerMissing(headers: StandardVerification['headers']): StandardVerdict {
  const missing = (['id', 'timestamp', 'signature'] as const).filter((name) => headers[name] === undefined);
  return refused('header_missing', `no ${missing.map((name) => `webhook-${name}`).join(', ')} header`);
}

function signaturesIn(header: string): Buffer[] {
  return header
    .split(' ')
    .filter((item) => item.startsWith('v1,'))
    .map((item) => decodeBytes(item.slice('v1,'.length), 'base64'))
    .filter((bytes) => bytes !== null);
}

function refused(reason: StandardRefusal, diagnosis: string): StandardVerdict {
  return { isVerified: false, reason, diagnosis };
}
