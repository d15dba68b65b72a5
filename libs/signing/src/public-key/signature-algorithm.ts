/** Signatures with a key pair: Ed25519 (RFC 8032), ECDSA on P-256 in DER (FIPS 186-5), RSA PKCS #1 v1.5 (RFC 8017). */
export type SignatureAlgorithm = 'ed25519' | 'ecdsa-sha256' | 'rsa-sha1' | 'rsa-sha256';

/** What node calls the key type and the digest. */
export const ALGORITHMS: Readonly<
  Record<SignatureAlgorithm, { readonly keyType: string; readonly hash: string | null }>
> = {
  ed25519: { keyType: 'ed25519', hash: null },
  'ecdsa-sha256': { keyType: 'ec', hash: 'sha256' },
  'rsa-sha1': { keyType: 'rsa', hash: 'sha1' },
  'rsa-sha256': { keyType: 'rsa', hash: 'sha256' },
};
