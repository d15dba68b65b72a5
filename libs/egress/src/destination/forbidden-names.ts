import type { AddressPolicy } from '../address/address-policy.js';

const METADATA_NAMES = new Set(['metadata', 'metadata.google.internal', 'metadata.goog', 'instance-data']);
const PRIVATE_SUFFIXES = ['.internal', '.local'];

/** Whether a name stands for this machine (RFC 6761): `localhost` and everything below it. */
export function isLocalhostName(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost');
}

/**
 * Whether a name may not be called, for each address that it can resolve to: metadata services always, localhost unless loopback is let
 * through, `*.internal` and `*.local` unless some private network is. Their addresses are judged all the same.
 * @param hostname lower-case, without trailing dots
 */
export function isForbiddenName(hostname: string, addresses: AddressPolicy): boolean {
  if (METADATA_NAMES.has(hostname)) return true;
  if (isLocalhostName(hostname)) return addresses.loopback.length === 0;
  return !addresses.opensPrivateNetworks && PRIVATE_SUFFIXES.some((suffix) => hostname.endsWith(suffix));
}
