import { KancaError } from '@kanca/core';
import { createSecureContext, rootCertificates } from 'node:tls';
import { DestinationRefused } from '../destination/destination-refused.js';
import type { DestinationPolicy } from '../destination/destination-policy.js';
import { TRANSPORT_HEADERS } from '../headers/sendable-headers.js';
import type { BlockedReport } from './blocked-report.js';
import type { ClientTls } from '../request/client-tls.js';
import { EgressError } from '../request/egress-error.js';
import type { EgressRequest, EgressResponse } from '../request/egress-request.js';
import { Exchange } from './exchange.js';
import type { OriginPool } from '../pool/origin-pool.js';
import { OriginPools, poolKey } from '../pool/origin-pools.js';
import { CarriedOptions } from '../connection/pinned-client.js';
import type { ProxyAddress } from '../request/proxy-address.js';
import { SystemResolver } from '../resolver/system-resolver.js';
import type { Resolver } from '../resolver/resolver.js';

const DEFAULT_MAX_RESPONSE_BYTES = 65_536;
const MAX_DEADLINE_MS = 600_000;
const MAX_REMEMBERED_ADDRESSES = 2_000;
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** RFC 9110, section 9.2.2. */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);

/** A URL in the parts that a call needs. */
interface Address {
  readonly url: URL;
  readonly origin: string;
  readonly host: string;
  readonly path: string;
}

/** How the client connects. Times are in milliseconds. */
export interface GuardedClientOptions {
  readonly policy: DestinationPolicy;
  /** The operating system's, unless told otherwise. */
  readonly resolver?: Resolver;
  /** For resolving one name (3000). */
  readonly dnsTimeoutMs?: number;
  /** For TCP and TLS, over all addresses of a name (5000). */
  readonly connectTimeoutMs?: number;
  /** More calls than this wait their turn (64). */
  readonly maxConnectionsPerOrigin?: number;
  /** Origins with open connections at one time (512). */
  readonly maxOrigins?: number;
  /** After this a connection carries no new call, so that names are resolved and judged again (60000). */
  readonly maxConnectionAgeMs?: number;
  /** PEM certificates of authorities that are trusted beside the public ones (none). */
  readonly trustedCertificates?: readonly string[];
  /** The proxy of all connections; none unless it is given: variables of the environment do not count. */
  readonly proxy?: ProxyAddress;
  /** Hears of every call the guard refused. Must not throw. */
  readonly onBlocked?: (report: BlockedReport) => void;
}

/**
 * The one door to the outside. Every outgoing call goes through it; nothing forbidden is connected to, no redirect is
 * followed, nothing is read beyond its bound, and nothing outlives its deadline. Proxy variables of the environment are
 * ignored: a proxy would resolve names behind the guard's back. One that is given is asked for addresses that were judged.
 * @example
 * const client = new GuardedClient({ policy: new DestinationPolicy({ addresses: AddressPolicy.allowing([]) }) });
 * const { status } = await client.request({ url, method: 'POST', headers: {}, body, deadlineMs: 15_000 });
 */
export class GuardedClient {
  private readonly pools: OriginPools;
  private readonly policy: DestinationPolicy;
  private readonly onBlocked: (report: BlockedReport) => void;
  private readonly addresses = new Map<string, Address>();
  private isClosed = false;

  constructor(options: GuardedClientOptions) {
    const trusted = options.trustedCertificates ?? [];
    this.policy = options.policy;
    this.onBlocked = options.onBlocked ?? (() => undefined);
    this.pools = new OriginPools({
      connector: {
        policy: options.policy,
        resolver: options.resolver ?? new SystemResolver(),
        dnsTimeoutMs: options.dnsTimeoutMs ?? 3_000,
        connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
        proxy: options.proxy ?? null,
        secureContext: createSecureContext(trusted.length === 0 ? {} : { ca: [...rootCertificates, ...trusted] }),
      },
      maxConnectionsPerOrigin: options.maxConnectionsPerOrigin ?? 64,
      maxOrigins: options.maxOrigins ?? 512,
      maxPoolAgeMs: options.maxConnectionAgeMs ?? 60_000,
    });
  }

  /** How many origins have a pool of connections now. */
  get openOrigins(): number {
    return this.pools.size;
  }

  /**
   * Makes one call. Any complete answer is an answer, of any status.
   * @throws EgressError when there was none; the signal's reason when that ended it
   * @throws KancaError `invalid_request` for a method, header or deadline that is not sent; `unavailable` once closed
   */
  request(request: EgressRequest): Promise<EgressResponse> {
    return new Promise((resolve, reject) => {
      assertRequest(request);
      const headers = sendable(request.headers);
      if (this.isClosed)
        throw new KancaError('unavailable', 'The hub is shutting down and makes no more calls: try again later.');
      if (request.signal?.aborted === true) throw request.signal.reason;
      const { host, path, pool } = this.found(request);
      const carried = new CarriedOptions(path, request.method, headers, request.body ?? null);
      const exchange = new Exchange({
        carried,
        where: host,
        deadlineMs: request.deadlineMs,
        maxResponseBytes: request.maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES,
        signal: request.signal,
        repeat: isRepeatable(request)
          ? (again, handler) => {
              pool.dispatchAgain(again, handler);
            }
          : undefined,
        onAnswer: (response) => {
          pool.release();
          resolve(response);
        },
        onFailure: (error) => {
          pool.release();
          this.reportIfBlocked(error, request);
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- an AbortSignal's reason may be anything
          reject(error);
        },
      });
      pool.dispatch(carried, exchange);
    });
  }

  /** Makes no more calls; settles when those under way have ended, which their deadlines see to. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.pools.close();
  }

  private found(request: EgressRequest): Pick<Address, 'host' | 'path'> & { readonly pool: OriginPool } {
    try {
      const { url, origin, host, path } = this.address(request.url);
      return { host, path, pool: this.pools.find(poolKey(origin, request.tls)) ?? this.open(url, request.tls) };
    } catch (error) {
      this.reportIfBlocked(error, request);
      throw error;
    }
  }

  private reportIfBlocked(error: unknown, { purpose = 'other', owner }: EgressRequest): void {
    if (!(error instanceof EgressError) || error.refusal === null) return;
    const { destination, reason } = error.refusal;
    this.onBlocked({ destination, reason, detail: error.operatorDetail, purpose, owner: owner ?? null });
  }

  /** Reading a URL costs as much as signing a small body, and the same few are called again and again. */
  private address(text: string): Address {
    const known = this.addresses.get(text);
    if (known !== undefined) return known;
    const url = this.guarded('', () => this.policy.read(text));
    const address = { url, origin: url.origin, host: url.host, path: url.pathname + url.search };
    if (this.addresses.size >= MAX_REMEMBERED_ADDRESSES) this.addresses.clear();
    this.addresses.set(text, address);
    return address;
  }

  private open(url: URL, tls: ClientTls | undefined): OriginPool {
    return this.pools.open(
      this.guarded(url.host, () => this.policy.judge(url)),
      tls,
    );
  }

  private guarded<T>(destination: string, judge: () => T): T {
    try {
      return judge();
    } catch (error) {
      if (!(error instanceof DestinationRefused)) throw error;
      throw new EgressError('blocked', error.message, error.message, { destination, reason: error.reason });
    }
  }
}

function isRepeatable({ method, isRepeatable = IDEMPOTENT.has(method) }: EgressRequest): boolean {
  return isRepeatable;
}

function assertRequest({ method, deadlineMs, maxResponseBytes }: EgressRequest): void {
  if (!METHODS.has(method))
    throw new KancaError(
      'invalid_request',
      `Calls are not made with ${JSON.stringify(method)}: use one of ${[...METHODS].join(', ')}.`,
    );
  if (!(deadlineMs > 0 && deadlineMs <= MAX_DEADLINE_MS))
    throw new KancaError(
      'invalid_request',
      `deadlineMs is ${String(deadlineMs)}: expected more than 0 and at most ${String(MAX_DEADLINE_MS)}.`,
    );
  if (maxResponseBytes !== undefined && !(Number.isInteger(maxResponseBytes) && maxResponseBytes >= 0))
    throw new KancaError('invalid_request', `maxResponseBytes is ${String(maxResponseBytes)}: expected 0 or more.`);
}

/**
 * The headers as they are sent. A compressed answer could be a bomb, and nobody here undoes it: none is asked for.
 * @throws KancaError `invalid_request` for a header that belongs to the connection
 */
function sendable(headers: Readonly<Record<string, string>>): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    const lowerCase = name.toLowerCase();
    if (TRANSPORT_HEADERS.has(lowerCase))
      throw new KancaError('invalid_request', `The header ${name} belongs to the connection and cannot be set.`);
    if (value !== undefined && lowerCase !== 'accept-encoding') sent[name] = value;
  }
  sent['accept-encoding'] = 'identity';
  return sent;
}
