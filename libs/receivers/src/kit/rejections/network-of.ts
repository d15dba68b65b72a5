/** A socket that listens on IPv6 shows IPv4 peers so. */
const MAPPED = /^::ffff:(\d+(?:\.\d+){3})$/i;
const GROUPS = 8;
const GROUPS_OF_NETWORK = 4;

/**
 * What counts as one sender: an IPv4 address; of an IPv6 address its first 64 bits, since the owner of one address there has them all.
 * @param address of a socket, or one that was found to be an address
 * @example networkOf('2001:db8::7') // '2001:db8:0:0::/64'
 */
export function networkOf(address: string): string {
  const [, mapped] = MAPPED.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')];
  const missing = tail === undefined ? 0 : GROUPS - before.length - after.length;
  const groups = [...before, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...after];
  return `${groups.slice(0, GROUPS_OF_NETWORK).join(':')}::/64`;
}

function groupsOf(part: string): readonly string[] {
  return part === '' ? [] : part.split(':').map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
}

/** Of a network: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. For JavaScript and PostgreSQL alike. */
export const SITE = '^(?:[0-9a-f]+:){3}|^(?:[0-9]+[.]){3}';
/** Of a network: the first 16 bits of an IPv4 address, the first 32 of an IPv6 address, which is what a provider of addresses gets. */
export const REGION = '^(?:[0-9a-f]+:){2}|^(?:[0-9]+[.]){2}';

const SITE_PATTERN = new RegExp(SITE);
const REGION_PATTERN = new RegExp(REGION);

/**
 * The addresses around a network that one party can have cheaply.
 * @param network from `networkOf`
 * @example regionOf('2001:db8:1:2::/64') // '2001:db8:'
 */
export function regionOf(network: string): string {
  return REGION_PATTERN.exec(network)?.[0] ?? network;
}

/**
 * A sender as an owner for `FairShares`, where nothing but its address is known: one party has an address, all networks of a site, or several
 * sites, and gets one share at each step.
 * @example neighbourhoodOf('192.0.2.7') // ['192.0.', '192.0.2.', '192.0.2.7']
 */
export function neighbourhoodOf(address: string): readonly string[] {
  const network = networkOf(address);
  return [regionOf(network), SITE_PATTERN.exec(network)?.[0] ?? network, network];
}
