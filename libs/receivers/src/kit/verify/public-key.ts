import { asPublicKey, generateSigningKeys, signWithKey, verifyWithKey, type SignatureAlgorithm } from '@kanca/signing';
import { SignatureScheme, type Prover, type SignatureOptions } from './signature-scheme.js';
import type { Scheme } from './scheme.js';

export interface PublicKeyOptions extends SignatureOptions {
  readonly algorithm: SignatureAlgorithm;
}

/**
 * A signature that the provider makes with its private key. The "secret" of the source is the provider's public key, as the provider
 * shows it: PEM, or the bare key in hex or base64.
 * @example publicKey({ algorithm: 'ed25519', header: 'x-signature-ed25519', signed: concat(header('x-signature-timestamp'), body) })
 */
export function publicKey(options: PublicKeyOptions): Scheme {
  return new SignatureScheme(new PublicKeyProver(options.algorithm), options);
}

class PublicKeyProver implements Prover {
  readonly kind = 'public_key';
  readonly canSign = false;

  constructor(readonly algorithm: SignatureAlgorithm) {}

  countFits(secret: string, message: readonly Buffer[], signatures: readonly Buffer[]): number {
    const key = asPublicKey(secret, this.algorithm);
    if (key === null) return 0;
    return signatures.filter((signature) => verifyWithKey(this.algorithm, key, message, signature)).length;
  }

  prove(signingKey: string, message: readonly Buffer[]): Buffer {
    return signWithKey(this.algorithm, signingKey, message);
  }

  problemOfSecret(secret: string): string | null {
    if (asPublicKey(secret, this.algorithm) !== null) return null;
    return `has to be the provider's ${this.algorithm} public key (PEM, hex or base64): was it copied whole?`;
  }

  newKeys(): { secret: string; signingKey: string } {
    const { publicKey: secret, privateKey: signingKey } = generateSigningKeys(this.algorithm);
    return { secret, signingKey };
  }
}
