import { X509Certificate } from 'node:crypto';
import { NoDocuments, SignatureError, type RemoteDocuments } from '../kit/index.js';

const CERTIFICATE_BLOCK = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,16384}-----END CERTIFICATE-----/g;
const MAX_CERTIFICATES = 8;
/** The authorities between a certificate and a root, at most. */
const MAX_AUTHORITIES = 4;
/** `messageverificationcerts.paypal.com`, and its like in the sandbox. */
const PAYPAL_NAME = /^(?:[a-z0-9-]+\.)+paypal\.com$/i;
/** Where DigiCert, who issues for PayPal, keeps the certificates of its authorities. A name of a file, and nothing else. */
const ISSUER_FILE = /CA Issuers - URI:http:\/\/(cacerts\.digicert\.com\/[\w-]{1,100}\.crt)(?:\n|$)/;

/** Authorities that are believed without further proof. */
export class TrustedRoots {
  private certificates: readonly X509Certificate[] | null = null;

  /** @param pems read when the first certificate has to be judged, and not before: there are many */
  constructor(private readonly pems: readonly string[]) {}

  /** Whether one of the roots issued it. */
  haveIssued(certificate: X509Certificate, now: number): boolean {
    this.certificates ??= this.pems.map((pem) => new X509Certificate(pem));
    const candidates = this.certificates.filter(({ subject }) => subject === certificate.issuer);
    return candidates.some((root) => isValidAt(root, now) && isIssuerOf(root, certificate));
  }
}

/**
 * The certificate that signs, after everything about it was checked that node's own crypto can tell: whose name it is for, the times
 * of every link, and a chain of authorities up to a root. Names and limits that an authority may put on what it issues, and
 * revocation, are not looked at.
 * @param document PEM: the certificate, and the authorities above it unless they are left out
 * @throws SignatureError
 */
export async function trustedCertificate(
  document: Buffer,
  roots: TrustedRoots,
  now: number,
  documents: RemoteDocuments = new NoDocuments(),
): Promise<X509Certificate> {
  const [leaf, ...others] = certificatesOf(document);
  if (leaf === undefined) throw distrusted('what PayPal’s address gave is no certificate');
  if (!isForPaypal(leaf)) throw distrusted('the certificate is not for a name of PayPal');
  let current = leaf;
  for (let authorities = 0; ; authorities += 1) {
    if (!isValidAt(current, now)) throw distrusted('a certificate of the chain is not valid at this time');
    if (roots.haveIssued(current, now)) return leaf;
    if (authorities === MAX_AUTHORITIES) throw distrusted('the chain of certificates is too long');
    current = authorityAbove(current, others) ?? (await fetchedAuthorityAbove(current, documents));
  }
}

function certificatesOf(document: Buffer): readonly X509Certificate[] {
  const blocks = document.toString('latin1').match(CERTIFICATE_BLOCK) ?? [];
  return blocks.slice(0, MAX_CERTIFICATES).flatMap((pem) => certificateOf(pem) ?? []);
}

function certificateOf(bytes: string | Buffer): X509Certificate | null {
  try {
    return new X509Certificate(bytes);
  } catch {
    return null;
  }
}

function isForPaypal({ subject }: X509Certificate): boolean {
  const names = subject.split('\n').filter((line) => line.startsWith('CN='));
  return names.length === 1 && PAYPAL_NAME.test(names[0]?.slice('CN='.length) ?? '');
}

function isValidAt({ validFrom, validTo }: X509Certificate, now: number): boolean {
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo);
}

function isIssuerOf(authority: X509Certificate, certificate: X509Certificate): boolean {
  return authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

function authorityAbove(certificate: X509Certificate, others: readonly X509Certificate[]): X509Certificate | undefined {
  return others.find((other) => isIssuerOf(other, certificate));
}

/** A server that leaves the authorities out says in the certificate where they are. */
async function fetchedAuthorityAbove(
  certificate: X509Certificate,
  documents: RemoteDocuments,
): Promise<X509Certificate> {
  const [, file] = ISSUER_FILE.exec(certificate.infoAccess ?? '') ?? [];
  const authority = file === undefined ? null : certificateOf(await documents.read(`https://${file}`));
  if (authority === null || !isIssuerOf(authority, certificate))
    throw distrusted('the certificate was not issued, step by step, by an authority that is trusted');
  return authority;
}

function distrusted(why: string): SignatureError {
  return new SignatureError('signature_mismatch', `${why}: somebody else may have made this request`);
}
