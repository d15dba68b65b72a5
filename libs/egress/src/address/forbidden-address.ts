import { blockContains, parseAddressBlock } from './address-block.js';
import { isCloudMetadata } from './cloud-metadata.js';
import { isatapTarget, nat64Target } from './embedded-ipv4.js';
import { parseIpAddress, type IpAddress } from './ip-address.js';

// https://www.iana.org/assignments/iana-ipv4-special-registry, and multicast.
const FORBIDDEN_IPV4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // shared by carriers
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
].map(parseAddressBlock);

// https://www.iana.org/assignments/iana-ipv6-special-registry: only this block is handed out to the public...
const GLOBAL_UNICAST = parseAddressBlock('2000::/3');
// ...and these parts of it are not.
const FORBIDDEN_IPV6 = [
  '2001::/23', // protocol assignments, Teredo
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '3fff::/20', // documentation
].map(parseAddressBlock);
const PUBLIC_PROTOCOL_ASSIGNMENTS = [
  '2001:1::1/128', // port control anycast
  '2001:1::2/128', // TURN anycast
  '2001:3::/32', // AMT
  '2001:4:112::/48', // AS112
  '2001:20::/28', // ORCHIDv2
].map(parseAddressBlock);

/**
 * Whether an address is one that nobody on the public internet can have: private, local, reserved, documentation,
 * multicast, a cloud's metadata service, or an IPv6 form that leads to one of them.
 */
export function isForbiddenAddress(address: IpAddress): boolean {
  if (isCloudMetadata(address)) return true;
  if (address.family === 4) return FORBIDDEN_IPV4.some((block) => blockContains(block, address));

  const translated = nat64Target(address);
  if (translated !== null) return isForbiddenAddress(translated);
  if (!blockContains(GLOBAL_UNICAST, address)) return true;
  const tunnelled = isatapTarget(address);
  if (tunnelled !== null && isForbiddenAddress(tunnelled)) return true;
  return (
    FORBIDDEN_IPV6.some((block) => blockContains(block, address)) &&
    !PUBLIC_PROTOCOL_ASSIGNMENTS.some((block) => blockContains(block, address))
  );
}

/**
 * The same for a text. What is not an address is forbidden.
 * @example isForbiddenText('::ffff:7f00:1') // true
 */
export function isForbiddenText(text: string): boolean {
  const address = parseIpAddress(text);
  return address === null || isForbiddenAddress(address);
}
