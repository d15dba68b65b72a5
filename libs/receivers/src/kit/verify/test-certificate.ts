import { issueCertificate } from '@kanca/signing';
import { newCurvePair, newRsaPair } from './test-key-pairs.js';

export interface TestCertificate {
  /** PEM of the private key, which signs. */
  readonly signingKey: string;
  /** PEM of the certificate for it. */
  readonly certificate: string;
  /** PEM of the authority that issued it, and nothing else ever. */
  readonly authority: string;
}

const AUTHORITY = 'Kanca, for one test call';
const A_DAY_MS = 86_400_000;

/**
 * An RSA key with its certificate and an authority of its own, all made for one test call. No copy of them is kept.
 * @param name the common name that the provider's certificate has
 * @param now milliseconds since the Unix epoch: they are good for a day before and after
 */
export async function certifiedForTest(name: string, now: number): Promise<TestCertificate> {
  const [leaf, root] = await Promise.all([newRsaPair(), newCurvePair()]);
  const issuer = { name: AUTHORITY, key: root.privateKey };
  const validity = { validFrom: new Date(now - A_DAY_MS), validTo: new Date(now + A_DAY_MS), issuer };
  return {
    signingKey: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: issueCertificate({ name, key: leaf.publicKey, isAuthority: false, ...validity }),
    authority: issueCertificate({ name: AUTHORITY, key: root.publicKey, isAuthority: true, ...validity }),
  };
}
