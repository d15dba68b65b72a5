import { rootCertificates } from 'node:tls';

/** The certificate authorities that everybody trusts, in PEM: for certificates that sign something else than a connection. */
export const publicRoots: readonly string[] = rootCertificates;
