import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { parseIpAddress } from '../address/ip-address.js';
import type { Destination } from '../destination/destination.js';
import type { DestinationPolicy } from '../destination/destination-policy.js';
import type { RefusalReason } from '../destination/destination-refused.js';
import { isLocalhostName } from '../destination/forbidden-names.js';
import { dialThrough } from './dial-through.js';
import { dial, type DialOptions } from './dial.js';
import { codeOf, messageOf } from '../request/egress-error-of.js';
import { EgressError } from '../request/egress-error.js';
import type { ProxyAddress } from '../request/proxy-address.js';
import type { Resolver } from '../resolver/resolver.js';
import type { TlsDialOptions } from './tls-options.js';
import { within } from './within.js';

// A name with more addresses than this is given up on after the third: each costs a part of the time.
const MAX_ADDRESSES_TRIED = 3;

export interface ConnectorOptions {
  readonly policy: DestinationPolicy;
  readonly resolver: Resolver;
  readonly dnsTimeoutMs: number;
  /** TCP and TLS together, over all addresses that are tried. */
  readonly connectTimeoutMs: number;
  readonly secureContext: SecureContext;
  /** Null: connections go straight to the endpoint. */
  readonly proxy: ProxyAddress | null;
}

/**
 * Opens the connections to one destination. This is where the guard stands: it sees literals and names alike, resolves
 * by itself, refuses when any answer is forbidden, and connects to the very addresses it judged.
 */
export class GuardedConnector {
  private readonly sockets = new Set<Socket>();
  private isClosed = false;
  private session: Buffer | undefined;

  constructor(
    private readonly destination: Destination,
    private readonly options: ConnectorOptions,
  ) {}

  /**
   * A new connection.
   * @param signal ends the attempt; has no power over a connection that was handed over
   * @throws EgressError `blocked`, `dns`, `connect` or `tls`
   */
  async open(signal: AbortSignal): Promise<Socket> {
    const addresses = tryOrder(await this.judgedAddresses());
    let failure: EgressError | undefined;
    for (const address of addresses) {
      try {
        return await this.dial(address, Math.ceil(this.options.connectTimeoutMs / addresses.length), signal);
      } catch (error) {
        if (!(error instanceof EgressError) || error.kind !== 'connect' || this.isClosed || signal.aborted) throw error;
        failure = error;
      }
    }
    throw failure ?? this.unresolved('it has no address');
  }

  /** Destroys every connection, those being opened included. */
  close(): void {
    this.isClosed = true;
    for (const socket of this.sockets) socket.destroy();
  }

  private dial(address: string, timeoutMs: number, signal: AbortSignal): Promise<Socket> {
    const { destination } = this;
    if (this.isClosed || signal.aborted)
      throw new EgressError('connect', 'The connection was given up.', 'nobody waits for it any more');
    const { proxy } = this.options;
    const options: DialOptions = {
      address,
      port: destination.port,
      timeoutMs,
      signal,
      tls: destination.isTls ? this.tlsOptions() : null,
      onSocket: (socket) => {
        this.sockets.add(socket);
        socket.once('close', () => this.sockets.delete(socket));
      },
      refuses: (remote) => {
        const reason = this.reasonToRefuse(remote);
        return reason === null ? null : { reason, destination: this.name };
      },
    };
    return proxy === null ? dial(options) : dialThrough(proxy, options);
  }

  private tlsOptions(): TlsDialOptions {
    return {
      servername: this.destination.address === null ? this.destination.hostname : '',
      context: this.options.secureContext,
      session: this.session,
      onSession: (session) => {
        this.session = session;
      },
    };
  }

  private async judgedAddresses(): Promise<readonly string[]> {
    const addresses = await this.resolve();
    if (addresses.length === 0) throw this.unresolved('it has no address');
    for (const address of addresses) {
      const reason = this.reasonToRefuse(address);
      if (reason !== null) throw this.blocked(reason, addresses);
    }
    return addresses;
  }

  private async resolve(): Promise<readonly string[]> {
    const { hostname, address } = this.destination;
    const { policy, resolver, dnsTimeoutMs } = this.options;
    if (address !== null) return [hostname];
    // localhost needs no name server (RFC 6761), and must not mean more loopback addresses than were let through.
    if (isLocalhostName(hostname)) return policy.addresses.loopback;
    try {
      return await within(dnsTimeoutMs, resolver.resolve(hostname));
    } catch (error) {
      throw this.unresolved(codeOf(error) || messageOf(error));
    }
  }

  private reasonToRefuse(text: string): RefusalReason | null {
    const { addresses, ownOrigins } = this.options.policy;
    const address = parseIpAddress(text);
    if (address === null || !addresses.admits(address)) return 'address';
    return ownOrigins.ownsAddress(address, this.destination.port) ? 'own_origin' : null;
  }

  private blocked(reason: RefusalReason, addresses: readonly string[]): EgressError {
    const detail = `${this.destination.hostname} resolved to ${addresses.join(', ')}`;
    const message = 'The host of this URL may not be called: it is not, or not only, on the public internet.';
    return new EgressError('blocked', message, detail, { reason, destination: this.name });
  }

  /** Host and port, for the operator. */
  private get name(): string {
    const { hostname, port } = this.destination;
    return `${hostname}:${String(port)}`;
  }

  private unresolved(why: string): EgressError {
    const { hostname } = this.destination;
    return new EgressError('dns', `The host "${hostname}" could not be resolved.`, `${hostname}: ${why}`);
  }
}

/** The preferred address, then the first of the other family, then the rest: one broken family does not use up all tries. */
function tryOrder(addresses: readonly string[]): readonly string[] {
  const [first = '', ...others] = addresses;
  const otherFamily = others.find((address) => address.includes(':') !== first.includes(':'));
  const ordered =
    otherFamily === undefined ? addresses : [first, otherFamily, ...others.filter((a) => a !== otherFamily)];
  return ordered.slice(0, MAX_ADDRESSES_TRIED);
}
