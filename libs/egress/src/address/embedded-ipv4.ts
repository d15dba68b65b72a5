import { blockContains, parseAddressBlock } from './address-block.js';
import type { IpAddress } from './ip-address.js';

const NAT64 = parseAddressBlock('64:ff9b::/96');
const NAT64_LOCAL = parseAddressBlock('64:ff9b:1::/48');
const COMPATIBLE = parseAddressBlock('::/96');
const TRANSLATED = parseAddressBlock('::ffff:0:0:0/96');
const SIX_TO_FOUR = parseAddressBlock('2002::/16');
const TEREDO = parseAddressBlock('2001::/32');
const ISATAP_MARK = 0x5efen;
// The two low bits of an interface identifier's first octet are flags (RFC 5214 section 6.1).
const ISATAP_MASK = 0xfcff_ffffn;
const LOW_32 = 0xffff_ffffn;

/** The IPv4 address behind the well-known NAT64 prefix (RFC 6052), or null: what a DNS64 network answers for IPv4 hosts. */
export function nat64Target(address: IpAddress): IpAddress | null {
  return blockContains(NAT64, address) ? ipv4(address.value) : null;
}

/** The IPv4 address in an ISATAP interface identifier (RFC 5214), or null. */
export function isatapTarget(address: IpAddress): IpAddress | null {
  return address.family === 6 && ((address.value >> 32n) & ISATAP_MASK) === ISATAP_MARK ? ipv4(address.value) : null;
}

/**
 * Every IPv4 address that a translator or a tunnel may take out of an IPv6 address: NAT64 (RFC 6052, RFC 8215),
 * IPv4-compatible (RFC 4291), SIIT (RFC 2765), 6to4 (RFC 3056), Teredo (RFC 4380, server and client) and ISATAP.
 */
export function embeddedIpv4(address: IpAddress): readonly IpAddress[] {
  if (address.family === 4) return [];
  const { value } = address;
  const found: IpAddress[] = [];
  if ([NAT64, NAT64_LOCAL, COMPATIBLE, TRANSLATED].some((block) => blockContains(block, address)))
    found.push(ipv4(value));
  if (blockContains(SIX_TO_FOUR, address)) found.push(ipv4(value >> 80n));
  if (blockContains(TEREDO, address)) found.push(ipv4(value >> 64n), ipv4(value ^ LOW_32));
  const isatap = isatapTarget(address);
  if (isatap !== null) found.push(isatap);
  return found;
}

function ipv4(value: bigint): IpAddress {
  return { family: 4, value: value & LOW_32 };
}
