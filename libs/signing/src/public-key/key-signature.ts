import { createPrivateKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { ALGORITHMS, type SignatureAlgorithm } from './signature-algorithm.js';

/** Whether a signature over the joined pieces is the key's. */
export function verifyWithKey(
  algorithm: SignatureAlgorithm,
  key: KeyObject,
  pieces: readonly Buffer[],
  signature: Buffer,
): boolean {
  try {
    return verify(ALGORITHMS[algorithm].hash, Buffer.concat(pieces), key, signature);
  } catch {
    return false;
  }
}

/**
 * Signs the pieces as one message.
 *
 * @param privateKey PEM, PKCS #8
 * @throws Error when it is no private key
 */
export function signWithKey(algorithm: SignatureAlgorithm, privateKey: string, pieces: readonly Buffer[]): Buffer {
  return sign(ALGORITHMS[algorithm].hash, Buffer.concat(pieces), createPrivateKey(privateKey));
}

/** A new pair in PEM. For tests and test sends: Kanca signs for nobody with a key of its own. */
export function generateSigningKeys(algorithm: SignatureAlgorithm): { publicKey: string; privateKey: string } {
  const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
  const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const;
  switch (algorithm) {
    case 'ed25519':
      return generateKeyPairSync('ed25519', { publicKeyEncoding, privateKeyEncoding });
    case 'ecdsa-sha256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding, privateKeyEncoding });
    case 'rsa-sha1':
    case 'rsa-sha256':
      return generateKeyPairSync('rsa', { modulusLength: 2_048, publicKeyEncoding, privateKeyEncoding });
  }
}
