import type { KeyObject } from 'node:crypto';
import { KancaError } from '@kanca/core';
import { encodeBytes } from '../byte-encoding.js';
import { asymmetricSignature, isStandardId, standardSignature } from './standard-signature.js';

/** What is signed by the rules of Standard Webhooks, and with which secrets and keys. Source: standardwebhooks.com. */
export interface StandardSigning {
  /** The same over all attempts; visible ASCII without a dot. */
  readonly id: string;
  /** Of this attempt. */
  readonly timestampSeconds: number;
  readonly body: Buffer;
  /** Every active key, newest first: one signature each. */
  readonly secrets: readonly Buffer[];
  /** Ed25519 keys, newest first: one `v1a` signature each. */
  readonly privateKeys?: readonly KeyObject[];
}

/**
 * The value of `webhook-signature` (Standard Webhooks 1.0.0): `v1,<base64>` for each secret and `v1a,<base64>` for each private key, with
 * spaces between.
 * @example signStandard({ id: 'evt_1', timestampSeconds: 1614265330, body, secrets: [parseSecret(secret)] })
 * @throws KancaError `invalid_request` for an id, a timestamp or a list of keys that cannot be signed with
 */
export function signStandard({ id, timestampSeconds, body, secrets, privateKeys = [] }: StandardSigning): string {
  if (!isStandardId(id))
    throw new KancaError(
      'invalid_request',
      `The webhook id ${JSON.stringify(id.slice(0, 64))} is not visible ASCII without a dot.`,
    );
  if (!Number.isSafeInteger(timestampSeconds) || timestampSeconds < 0)
    throw new KancaError(
      'invalid_request',
      `The timestamp ${String(timestampSeconds)} is not a number of whole seconds since 1970.`,
    );
  if (secrets.length + privateKeys.length === 0)
    throw new KancaError('invalid_request', 'There is no secret to sign with: a webhook is never sent unsigned.');
  const message = { id, timestamp: String(timestampSeconds), body };
  return [
    ...secrets.map((secret) => `v1,${encodeBytes(standardSignature(message, secret), 'base64')}`),
    ...privateKeys.map((key) => `v1a,${encodeBytes(asymmetricSignature(message, key), 'base64')}`),
  ].join(' ');
}
