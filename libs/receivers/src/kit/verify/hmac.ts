import { constantTimeEqual, hmacDigest } from '@kanca/signing';
import { inventKey, keyBytes, PLAIN_KEY, problemOfKey, type KeyForm } from './key-form.js';
import { SignatureScheme, type Prover, type SignatureOptions } from './signature-scheme.js';
import type { HashAlgorithm } from '@kanca/signing';
import type { Scheme } from './scheme.js';

export interface HmacOptions extends SignatureOptions {
  readonly algorithm: HashAlgorithm;
  /** How the secret becomes the key: its characters, unless told. */
  readonly key?: KeyForm;
}

/**
 * An HMAC over parts of the request.
 * @example
 * hmac({
 *   algorithm: 'sha256', header: 'x-slack-signature', prefix: 'v0=',
 *   signed: concat('v0:', header('x-slack-request-timestamp'), ':', body),
 *   timestamp: { from: header('x-slack-request-timestamp'), unit: 'seconds', toleranceSeconds: 300 },
 * })
 */
export function hmac(options: HmacOptions): Scheme {
  return new SignatureScheme(new HmacProver(options.algorithm, options.key ?? PLAIN_KEY), options);
}

class HmacProver implements Prover {
  readonly kind = 'hmac';
  readonly canSign = true;

  constructor(
    readonly algorithm: HashAlgorithm,
    readonly key: KeyForm,
  ) {}

  countFits(secret: string, message: readonly Buffer[], signatures: readonly Buffer[]): number {
    const key = keyBytes(secret, this.key);
    if (key === null) return 0;
    const digest = hmacDigest(this.algorithm, key, message);
    return signatures.filter((signature) => constantTimeEqual(digest, signature)).length;
  }

  prove(secret: string, message: readonly Buffer[]): Buffer {
    const key = keyBytes(secret, this.key);
    if (key === null) throw new Error(`The secret ${problemOfKey(secret, this.key) ?? 'cannot be used'}`);
    return hmacDigest(this.algorithm, key, message);
  }

  problemOfSecret(secret: string): string | null {
    return problemOfKey(secret, this.key);
  }

  newKeys(): { secret: string; signingKey: string } {
    const secret = inventKey(this.key);
    return { secret, signingKey: secret };
  }
}
