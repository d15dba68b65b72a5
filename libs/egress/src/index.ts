export { blockContains, isSingleAddress, parseAddressBlock, type AddressBlock } from './address/address-block.js';
export { AddressPolicy } from './address/address-policy.js';
export { isForbiddenAddress, isForbiddenText } from './address/forbidden-address.js';
export { parseIpAddress, type IpAddress } from './address/ip-address.js';
export type { BlockedReport } from './client/blocked-report.js';
export { BlockedTally, type TalliedCalls } from './client/blocked-tally.js';
export { ClientTls, type ClientTlsOptions } from './request/client-tls.js';
export { EgressError, type EgressErrorKind, type Refusal } from './request/egress-error.js';
export type { CallOwner, CallPurpose, EgressMethod, EgressRequest, EgressResponse } from './request/egress-request.js';
export { GuardedClient, type GuardedClientOptions } from './client/guarded-client.js';
export { parseProxy, type ProxyAddress } from './request/proxy-address.js';
export { Resolver } from './resolver/resolver.js';
export { SystemResolver } from './resolver/system-resolver.js';
export type { Destination } from './destination/destination.js';
export { DestinationPolicy, type DestinationPolicyOptions } from './destination/destination-policy.js';
export { DestinationRefused, type RefusalReason } from './destination/destination-refused.js';
export {
  assertSendableHeaders,
  RESERVED_HEADER_PREFIX,
  RESERVED_HEADERS,
  TRANSPORT_HEADERS,
} from './headers/sendable-headers.js';
export { openEgress, type Egress, type EgressOptions } from './open-egress.js';
export { publicRoots } from './public-roots.js';
