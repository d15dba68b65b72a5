import { AddressPolicy } from './address/address-policy.js';
import { GuardedClient } from './client/guarded-client.js';
import { parseProxy } from './request/proxy-address.js';
import { DestinationPolicy } from './destination/destination-policy.js';
import type { BlockedReport } from './client/blocked-report.js';

/** How outgoing calls are bounded. `allow` lists networks that would be refused, such as `10.0.0.0/8`. */
export interface EgressOptions {
  /** CIDR blocks that may be called although they are private, such as `10.20.0.0/16` (none). */
  readonly allow?: readonly string[];
  /** Whether those of them that are a cloud's metadata service may be called (false). */
  readonly allowMetadata?: boolean;
  /** Refuse plain HTTP (false). */
  readonly requireHttps?: boolean;
  /** URLs under which the application itself answers: never called (none). */
  readonly ownOrigins?: readonly string[];
  /** URL of an HTTP proxy that all calls go through (none). */
  readonly proxy?: string;
  /** Hears of every call, and of every URL that was to be saved, that was refused. Must not throw. */
  readonly onBlocked?: (report: BlockedReport) => void;
}

/** The way out. Both parts have the same policy. */
export interface Egress {
  /** Calls others. Whoever opened it closes it; `SenderModule` closes the one that it was given. */
  readonly client: GuardedClient;
  /** Judges a URL when it is saved. */
  readonly destinations: DestinationPolicy;
}

/**
 * The one door to the outside: public addresses, and those that are allowed.
 * @throws KancaError `invalid_request` naming every block, origin or proxy that cannot be read
 * @example SenderModule.register({ vault, ...openEgress({ ownOrigins: ['https://hooks.example.com'] }) })
 */
export function openEgress(options: EgressOptions = {}): Egress {
  const { allow = [], allowMetadata = false, onBlocked = () => undefined } = options;
  const destinations = new DestinationPolicy({
    addresses: AddressPolicy.allowing(allow, { metadata: allowMetadata }),
    requireHttps: options.requireHttps ?? false,
    ownOrigins: options.ownOrigins ?? [],
    onRefused: ({ reason, message }, destination) => {
      onBlocked({ destination, reason, detail: message, purpose: 'save', owner: null });
    },
  });
  const proxy = options.proxy === undefined ? {} : { proxy: parseProxy(options.proxy) };
  return { destinations, client: new GuardedClient({ policy: destinations, onBlocked, ...proxy }) };
}
