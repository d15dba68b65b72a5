import type { KeyObject } from 'node:crypto';
import { decodeBytes } from '../byte-encoding.js';
import { constantTimeEqual } from '../constant-time-equal.js';
import { isAsymmetricSignature, isStandardId, standardSignature } from './standard-signature.js';

/** A request to verify by the rules of Standard Webhooks. `toleranceMs` is the largest difference of the clocks. */
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
  /** Ed25519 keys that are trusted for `v1a` (none). Never one that came with the request. */
  readonly publicKeys?: readonly KeyObject[];
  readonly nowMs: number;
  /** How far the timestamp may lie from now, before and after (300000). */
  readonly toleranceMs?: number;
}

/** Why a signature of Standard Webhooks was refused. */
export type StandardRefusal =
  | 'header_missing'
  | 'id_invalid'
  | 'timestamp_invalid'
  | 'timestamp_outside_tolerance'
  | 'signature_unknown'
  | 'signature_mismatch';

/** `secretIndex` or `publicKeyIndex` says which key it was. `diagnosis` is for operators, never for the caller. */
export type StandardVerdict =
  | {
      readonly isVerified: true;
      readonly id: string;
      readonly timestampSeconds: number;
      /** null when it was a public key. */
      readonly secretIndex: number | null;
      readonly publicKeyIndex?: number;
    }
  | { readonly isVerified: false; readonly reason: StandardRefusal; readonly diagnosis: string };

const DEFAULT_TOLERANCE_MS = 300_000;
/** Verifying one costs far more than an HMAC, and a header may be long. */
const MAX_ASYMMETRIC = 10;
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

  const { publicKeys = [] } = options;
  const presented = signaturesIn(signature, 'v1,');
  const asymmetric = publicKeys.length === 0 ? [] : signaturesIn(signature, 'v1a,').slice(0, MAX_ASYMMETRIC);
  if (presented.length + asymmetric.length === 0)
    return refused('signature_unknown', 'webhook-signature has no v1 signature');
  const message = { id, timestamp, body };
  for (const [secretIndex, secret] of secrets.entries()) {
    const expected = standardSignature(message, secret);
    if (presented.some((candidate) => constantTimeEqual(expected, candidate)))
      return { isVerified: true, id, timestampSeconds, secretIndex };
  }
  for (const [publicKeyIndex, key] of publicKeys.entries())
    if (asymmetric.some((candidate) => isAsymmetricSignature(message, key, candidate)))
      return { isVerified: true, id, timestampSeconds, secretIndex: null, publicKeyIndex };
  return refused('signature_mismatch', 'no v1 signature is that of the raw body with one of the secrets');
}

function headerMissing(headers: StandardVerification['headers']): StandardVerdict {
  const missing = (['id', 'timestamp', 'signature'] as const).filter((name) => headers[name] === undefined);
  return refused('header_missing', `no ${missing.map((name) => `webhook-${name}`).join(', ')} header`);
}

function signaturesIn(header: string, version: string): Buffer[] {
  return header
    .split(' ')
    .filter((item) => item.startsWith(version))
    .map((item) => decodeBytes(item.slice(version.length), 'base64'))
    .filter((bytes) => bytes !== null);
}

function refused(reason: StandardRefusal, diagnosis: string): StandardVerdict {
  return { isVerified: false, reason, diagnosis };
}
