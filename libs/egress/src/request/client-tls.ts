import { createHash } from 'node:crypto';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

/** A client certificate with its private key, and the authority that the server must be certified by. All are PEM. */
export interface ClientTlsOptions {
  /** PEM: the client's certificate, and those that lead up to its authority. */
  readonly certificate?: string | undefined;
  /** PEM, without a passphrase. */
  readonly privateKey?: string | undefined;
  /** PEM: the only authorities that may vouch for the endpoint; the public ones where there is none. */
  readonly ca?: string | undefined;
}

/**
 * What a call shows of itself in a TLS handshake, and whom it trusts. Calls with different material never share a connection.
 * @throws Error when it is no usable certificate or key
 */
export class ClientTls {
  /** Tells material apart; says nothing of it. */
  readonly id: string;
  readonly context: SecureContext;

  constructor({ certificate, privateKey, ca }: ClientTlsOptions) {
    this.id = createHash('sha256')
      .update(JSON.stringify([certificate, privateKey, ca]))
      .digest('hex');
    this.context = createSecureContext({
      ca: ca ?? [...rootCertificates],
      ...(certificate === undefined ? {} : { cert: certificate }),
      ...(privateKey === undefined ? {} : { key: privateKey }),
    });
  }
}
