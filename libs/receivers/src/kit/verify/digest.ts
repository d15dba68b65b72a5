import { constantTimeEqual } from '@kanca/signing';
import { createHash } from 'node:crypto';
import { inventKey, PLAIN_KEY } from './key-form.js';
import { SignatureScheme, type Prover, type SignatureOptions } from './signature-scheme.js';
import type { HashAlgorithm } from '@kanca/signing';
import type { Part } from './part.js';
import type { Scheme } from './scheme.js';

export interface DigestOptions extends SignatureOptions {
  readonly algorithm: HashAlgorithm;
  /** What is hashed. `secret` has to be one of its parts, or anyone could make the digest. */
  readonly signed: Part;
}

/**
 * A plain hash over parts of the request and the secret. Weaker than an HMAC; for providers that know nothing better.
 * @example digest({ algorithm: 'sha1', header: 'x-cld-signature', signed: concat(body, header('x-cld-timestamp'), secret) })
 */
export function digest(options: DigestOptions): Scheme {
  if (options.signed.readsSecret !== true)
    throw new Error('digest() needs the secret among the hashed parts: without it, anyone could make the digest.');
  return new SignatureScheme(new DigestProver(options.algorithm), options);
}

class DigestProver implements Prover {
  readonly kind = 'digest';
  readonly canSign = true;

  constructor(readonly algorithm: HashAlgorithm) {}

  countFits(_secret: string, message: readonly Buffer[], signatures: readonly Buffer[]): number {
    const digest = this.hash(message);
    return signatures.filter((signature) => constantTimeEqual(digest, signature)).length;
  }

  prove(_secret: string, message: readonly Buffer[]): Buffer {
    return this.hash(message);
  }

  problemOfSecret(): null {
    return null;
  }

  newKeys(): { secret: string; signingKey: string } {
    const secret = inventKey(PLAIN_KEY);
    return { secret, signingKey: secret };
  }

  private hash(message: readonly Buffer[]): Buffer {
    const hash = createHash(this.algorithm);
    for (const piece of message) hash.update(piece);
    return hash.digest();
  }
}
