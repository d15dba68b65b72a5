import { sign, verify, type KeyObject } from 'node:crypto';
import { hmacDigest } from '../hmac-digest.js';

/** What a Standard Webhooks signature is over, beside the secret. */
export interface StandardMessage {
  /** `webhook-id`: visible ASCII, and never a dot. */
  readonly id: string;
  /** `webhook-timestamp`: seconds since the Unix epoch, as it is written in the header. */
  readonly timestamp: string;
  readonly body: Buffer;
}

// A dot would let the end of an id pass for the start of the timestamp.
const ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;

/** Whether a text may be a `webhook-id`. */
export function isStandardId(id: string): boolean {
  return ID.test(id);
}

/** The `v1` signature: HMAC-SHA256 over id, timestamp and the raw body, with dots between. */
export function standardSignature(message: StandardMessage, secret: Buffer): Buffer {
  return hmacDigest('sha256', secret, [headOf(message), message.body]);
}

/** The `v1a` signature: Ed25519 over the same. */
export function asymmetricSignature(message: StandardMessage, privateKey: KeyObject): Buffer {
  return sign(null, Buffer.concat([headOf(message), message.body]), privateKey);
}

/** Whether a `v1a` signature is the key's. */
export function isAsymmetricSignature(message: StandardMessage, publicKey: KeyObject, signature: Buffer): boolean {
  return verify(null, Buffer.concat([headOf(message), message.body]), publicKey, signature);
}

function headOf({ id, timestamp }: StandardMessage): Buffer {
  return Buffer.from(`${id}.${timestamp}.`);
}
