import { createPublicKey, type KeyObject } from 'node:crypto';
import { decodeBytes } from '../byte-encoding.js';
import { ALGORITHMS, type SignatureAlgorithm } from './signature-algorithm.js';

/** What stands before the 32 bytes of an Ed25519 key in SubjectPublicKeyInfo. Source: RFC 8410, section 4. */
const ED25519_SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const ED25519_BYTES = 32;

/**
 * A public key as providers show it: PEM, SubjectPublicKeyInfo in base64, or the bare 32 bytes of an Ed25519 key in hex or base64.
 * @returns null when it is none, or one of another kind than the algorithm needs
 */
export function asPublicKey(text: string, algorithm: SignatureAlgorithm): KeyObject | null {
  const key = read(text.trim(), algorithm);
  return key?.asymmetricKeyType === ALGORITHMS[algorithm].keyType ? key : null;
}

function read(text: string, algorithm: SignatureAlgorithm): KeyObject | null {
  try {
    if (text.startsWith('-----BEGIN')) return createPublicKey(text);
    const bytes = decodeBytes(text, 'hex') ?? decodeBytes(text.replace(/\s/g, ''), 'base64');
    if (bytes === null) return null;
    const isBare = algorithm === 'ed25519' && bytes.length === ED25519_BYTES;
    const der = isBare ? Buffer.concat([ED25519_SPKI_PREFIX, bytes]) : bytes;
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}
