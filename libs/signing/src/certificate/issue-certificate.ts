import { createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { der, derContext, derOid, derTime } from './der.js';

/** What a certificate shall say. It is signed with the key of its issuer. */
export interface CertificateRequest {
  /** The common name it is for. */
  readonly name: string;
  /** The key it is for: a public one, or the private half of it. */
  readonly key: KeyObject;
  /** Whether it may issue others. */
  readonly isAuthority: boolean;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Who stands for it: a name, and a private key on the curve P-256. */
  readonly issuer: { readonly name: string; readonly key: KeyObject };
}

const ECDSA_WITH_SHA256 = der('sequence', derOid('1.2.840.10045.4.3.2'));
const COMMON_NAME = derOid('2.5.4.3');
const BASIC_CONSTRAINTS = derOid('2.5.29.19');
const TRUE = der('boolean', Buffer.from([0xff]));
const VERSION_3 = derContext(0, der('integer', Buffer.from([2])));

/**
 * An X.509 certificate in PEM, signed with ECDSA. For test calls and tests only: Kanca stands for nobody.
 * Source: RFC 5280, section 4.1.
 * @example issueCertificate({ name: 'Root', key, isAuthority: true, validFrom, validTo, issuer: { name: 'Root', key } }) // signs itself
 */
export function issueCertificate(request: CertificateRequest): string {
  const content = der(
    'sequence',
    VERSION_3,
    der('integer', serialNumber()),
    ECDSA_WITH_SHA256,
    nameOf(request.issuer.name),
    der('sequence', derTime(request.validFrom), derTime(request.validTo)),
    nameOf(request.name),
    publicKeyInfo(request.key),
    derContext(3, der('sequence', basicConstraints(request.isAuthority))),
  );
  const signature = sign('sha256', content, request.issuer.key);
  const certificate = der('sequence', content, ECDSA_WITH_SHA256, bits(signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** Positive for every random number. */
function serialNumber(): Buffer {
  return Buffer.concat([Buffer.from([0x01]), randomBytes(15)]);
}

function nameOf(commonName: string): Buffer {
  const attribute = der('sequence', COMMON_NAME, der('utf8String', Buffer.from(commonName)));
  return der('sequence', der('set', attribute));
}

function publicKeyInfo(key: KeyObject): Buffer {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return half.export({ type: 'spki', format: 'der' });
}

function basicConstraints(isAuthority: boolean): Buffer {
  const value = isAuthority ? der('sequence', TRUE) : der('sequence');
  return der('sequence', BASIC_CONSTRAINTS, TRUE, der('octetString', value));
}

/** Whole bytes: none of their bits is unused. */
function bits(bytes: Buffer): Buffer {
  return der('bitString', Buffer.from([0]), bytes);
}
