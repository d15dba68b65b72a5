import type { ConnectionOptions, SecureContext } from 'node:tls';

export interface TlsDialOptions {
  /** The name the certificate must be for; empty when the host is an address, which the certificate must then be for. */
  readonly servername: string;
  readonly context: SecureContext;
  readonly session: Buffer | undefined;
  readonly onSession: (session: Buffer) => void;
}

/** How TLS is spoken with every endpoint: verified, and HTTP/1.1 over it. */
export function tlsOptionsOf({ servername, context, session }: TlsDialOptions): ConnectionOptions {
  return {
    servername,
    secureContext: context,
    // Said aloud, because NODE_TLS_REJECT_UNAUTHORIZED would change the default.
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    ...(session === undefined ? {} : { session }),
  };
}
