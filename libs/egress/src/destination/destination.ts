import type { IpAddress } from '../address/ip-address.js';

/** Where a URL leads, once it has been read and judged. */
export interface Destination {
  /** Scheme, host and port as WHATWG URL writes them: the key of a connection pool. */
  readonly origin: string;
  readonly isTls: boolean;
  /** Lower-case, without brackets and trailing dots: the name that is resolved, and that a certificate must be for. */
  readonly hostname: string;
  /** The address, when the host is written as one. */
  readonly address: IpAddress | null;
  readonly port: number;
}
