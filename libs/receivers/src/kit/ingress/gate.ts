import { KancaError } from '@kanca/core';
import { hopsOf } from './hops.js';
import { networkOf } from '../rejections/network-of.js';
import { assertMethod } from '../pipeline/receive.js';
import { TokenBuckets } from '../token-buckets.js';
import { tooLarge } from './body-reader.js';
import { isHttps } from './is-https.js';
import { senderAddress } from './sender-address.js';
import { TrustedProxies } from './trusted-proxies.js';
import type { Clock } from '@kanca/core';
import type { IncomingMessage } from 'node:http';
import type { IngressOptions } from './ingress-options.js';
import type { Target, Visit } from './visit.js';

const MAX_HEADERS = 256;

/** What a request has to be before a byte of its body is read: allowed, small enough, not too frequent, and encrypted on its way. */
export class Gate {
  private readonly proxies: TrustedProxies;
  private readonly rate: TokenBuckets | null;

  /** @throws Error when a trusted proxy is no address */
  constructor(
    private readonly options: IngressOptions,
    clock: Clock,
  ) {
    this.proxies = new TrustedProxies(options.trustedProxies);
    this.rate = options.rateLimit === null ? null : new TokenBuckets(options.rateLimit, clock);
  }

  /** The address that sent a request; everything that is counted for each address is counted by it. */
  addressOf(visit: Visit): string {
    return (visit.sender ??= senderAddress(visit.message, this.proxies));
  }

  /** Where any request came from, as the trusted proxies tell it. */
  originOf(message: IncomingMessage): {
    readonly address: string;
    readonly network: string;
    readonly isHttps: boolean;
  } {
    const address = senderAddress(message, this.proxies);
    return { address, network: networkOf(address), isHttps: isHttps(message, this.proxies) };
  }

  /** @throws KancaError with the status that the caller deserves */
  admit({ message, request }: Visit, { source, receiver }: Target): void {
    assertMethod(receiver, request.method);
    if (message.rawHeaders.length > 2 * MAX_HEADERS)
      throw new KancaError('headers_too_large', `At most ${String(MAX_HEADERS)} headers are accepted.`);
    const { maxBodyBytes, requireHttps, maxHops } = this.options;
    if (hopsOf(request.headers) > maxHops)
      throw new KancaError(
        'loop_detected',
        `This request is the last of a chain of more than ${String(maxHops)} events, each delivered because of the one before: a subscription ` +
          'probably leads back to a source of the hub that delivers it. Take one of them away, or narrow its filters.',
      );
    if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) throw tooLarge(maxBodyBytes);
    const waitSeconds = this.rate?.take(source.id) ?? 0;
    if (waitSeconds > 0)
      throw new KancaError('too_many_requests', 'This source gets more requests than it may: slow down.', {
        retryAfterSeconds: Math.ceil(waitSeconds),
      });
    if (requireHttps && !isHttps(message, this.proxies))
      throw new KancaError('https_required', 'Webhooks are taken over https:// only: change the URL at the provider.');
  }
}
