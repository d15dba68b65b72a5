import { createHash } from 'node:crypto';
import type { Randomness } from '@kanca/core';
import { constantTimeEqual } from '@kanca/signing';
import type { StoredVerification } from '../model/verification.js';

const TOKEN_BYTES = 32;
const VALID_MS = 7 * 86_400_000;

/** A confirmation that somebody who reads what the endpoint gets can give. */
export interface Confirmation {
  /** Goes to the endpoint, and is stored nowhere. */
  readonly token: string;
  readonly stored: NonNullable<StoredVerification['confirmation']>;
}

/** A new confirmation, good for a week. */
export function newConfirmation(nowMs: number, randomness: Randomness): Confirmation {
  const token = randomness.bytes(TOKEN_BYTES).toString('base64url');
  return {
    token,
    stored: { hash: hashOf(token).toString('hex'), expiresAt: new Date(nowMs + VALID_MS).toISOString() },
  };
}

/** Whether a token is the one that the confirmation waits for. */
export function confirms(token: string, awaited: StoredVerification['confirmation'], nowMs: number): boolean {
  if (awaited === null || Date.parse(awaited.expiresAt) <= nowMs) return false;
  return constantTimeEqual(hashOf(token), Buffer.from(awaited.hash, 'hex'));
}

/** The address that confirms, for the one who was sent it. */
export function confirmationUrl(publicUrl: string, id: string, token: string): string {
  return `${publicUrl}/api/v1/subscriptions/${id}/confirmation?token=${token}`;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
