import { constantTimeEqual, decodeBytes, hmacDigest } from '@kanca/signing';
import { createHash } from 'node:crypto';
import { inventKey, PLAIN_KEY } from '../kit/built-in.js';
import { inForm, SignatureError } from '../kit/index.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme, SchemeContext, SchemeKeys, SourceOptions } from '../kit/index.js';

export const PAYLOAD = inForm('bt_payload');
const SIGNATURES = inForm('bt_signature');

/**
 * The signature beside a notification in its form: pairs of public key and signature, of which the one with our public key counts.
 * Source: https://developer.paypal.com/braintree/docs/guides/webhooks/parse
 */
export class BraintreeSignature implements Scheme {
  readonly kind = 'braintree_signature';
  readonly headers: readonly string[] = [];
  readonly toleranceSeconds = null;

  constructor() {
    Object.freeze(this);
  }

  applies(request: InboundRequest): boolean {
    try {
      return SIGNATURES.read(request) !== undefined;
    } catch {
      return true;
    }
  }

  verify(request: InboundRequest, secrets: readonly string[], { options }: SchemeContext): undefined {
    const pairs = SIGNATURES.read(request);
    const payload = PAYLOAD.read(request);
    if (pairs === undefined || payload === undefined)
      throw new SignatureError('header_missing', `nothing at ${SIGNATURES.where}, or at ${PAYLOAD.where}`);
    const signatures = signaturesOf(pairs, publicKeyOf(options));
    if (signatures.length === 0 || signatures.length > MAX_SIGNATURES)
      throw new SignatureError(
        'signature_mismatch',
        'no signature is for the public key of this source: is it another account?',
      );
    // Braintree’s own libraries try both: a line break at the end is lost on some ways.
    const messages = [payload, `${payload}\n`];
    let matches = 0;
    for (const secret of secrets)
      for (const message of messages) {
        const digest = signed(secret, message);
        for (const signature of signatures) if (constantTimeEqual(digest, signature)) matches += 1;
      }
    if (matches === 0)
      throw new SignatureError(
        'signature_mismatch',
        'the signature does not fit: is the private key the same on both sides?',
      );
  }

  sign(request: InboundRequest, privateKey: string, { options }: SchemeContext): InboundRequest {
    const signature = signed(privateKey, PAYLOAD.read(request) ?? '').toString('hex');
    return SIGNATURES.write(request, `${publicKeyOf(options)}|${signature}`);
  }

  problemOfSecret(): null {
    return null;
  }

  newKeys(): SchemeKeys {
    const secret = inventKey(PLAIN_KEY);
    return { secret, signingKey: secret };
  }
}

/** One for each of the account's key pairs that are in force. */
const MAX_SIGNATURES = 16;

/** Braintree signs with the SHA-1 of the private key. */
export function signed(privateKey: string, message: string): Buffer {
  const key = createHash('sha1').update(privateKey).digest();
  return hmacDigest('sha1', key, [Buffer.from(message)]);
}

export function publicKeyOf(options: SourceOptions): string {
  const publicKey = options['publicKey'];
  return typeof publicKey === 'string' ? publicKey : '';
}

function signaturesOf(pairs: string, publicKey: string): readonly Buffer[] {
  const own = pairs.split('&').filter((pair) => pair.startsWith(`${publicKey}|`));
  return own.flatMap((pair) => decodeBytes(pair.slice(publicKey.length + 1), 'hex') ?? []);
}
