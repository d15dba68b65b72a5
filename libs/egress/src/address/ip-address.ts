import { isIP } from 'node:net';

/** An IP address as a number: 32 bits in family 4, 128 bits in family 6. IPv4-mapped addresses are family 4. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

const TRAILING_IPV4 = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/;
const MAPPED_PREFIX = 0xffffn;

/**
 * The address a text spells, or null when it spells none. A zone id (`fe80::1%eth0`) is none: it means something on one
 * machine only. `::ffff:10.0.0.1` is 10.0.0.1, because a socket treats them as the same host.
 * @example parseIpAddress('::1') // { family: 6, value: 1n }
 */
export function parseIpAddress(text: string): IpAddress | null {
  if (text.includes('%')) return null;
  const family = isIP(text);
  if (family === 4) return { family: 4, value: ipv4Value(text) };
  if (family !== 6) return null;
  const value = ipv6Value(text);
  return value >> 32n === MAPPED_PREFIX ? { family: 4, value: value & 0xffff_ffffn } : { family: 6, value };
}

function ipv4Value(text: string): bigint {
  return text.split('.').reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

function ipv6Value(text: string): bigint {
  const [head = '', tail] = withoutDots(text).split('::');
  const left = groupsOf(head);
  const right = groupsOf(tail ?? '');
  const skipped = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<bigint>(skipped).fill(0n), ...right].reduce((value, group) => (value << 16n) | group, 0n);
}

function withoutDots(text: string): string {
  const [, head, dotted] = TRAILING_IPV4.exec(text) ?? [];
  if (head === undefined || dotted === undefined) return text;
  const value = ipv4Value(dotted);
  return `${head}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

function groupsOf(text: string): bigint[] {
  return text === '' ? [] : text.split(':').map((group) => BigInt(`0x${group}`));
}
