import { KancaError } from '@kanca/core';
import { parseIpAddress, type IpAddress } from './ip-address.js';

/** A CIDR block: every address whose leading bits are `prefix` once `hostBits` bits are shifted out. */
export interface AddressBlock {
  readonly family: 4 | 6;
  readonly prefix: bigint;
  readonly hostBits: bigint;
}

const CIDR = /^([^/]+)(?:\/(\d{1,3}))?$/;

/**
 * The block a text spells; an address without a length is a block of one.
 * @example parseAddressBlock('10.0.0.0/8')
 * @throws KancaError `invalid_request` when it is no CIDR, or has bits set that its length leaves out
 */
export function parseAddressBlock(text: string): AddressBlock {
  const [, address = '', length] = CIDR.exec(text.trim()) ?? [];
  const parsed = parseIpAddress(address);
  if (parsed === null) throw wrong(text, 'is not a CIDR: expected one like 10.0.0.0/8 or fd00::/8');

  const width = parsed.family === 4 ? 32 : 128;
  // `::ffff:10.0.0.0/104` is written over 128 bits, and means 10.0.0.0/8.
  const mappedBits = parsed.family === 4 && address.includes(':') ? 96 : 0;
  const bits = length === undefined ? width : Number(length) - mappedBits;
  if (bits < 0 || bits > width)
    throw wrong(text, `has a prefix length outside ${String(mappedBits)} to ${String(mappedBits + width)}`);

  const hostBits = BigInt(width - bits);
  const prefix = parsed.value >> hostBits;
  if (prefix << hostBits !== parsed.value)
    throw wrong(text, `has bits set beyond its prefix length ${String(length)}: clear them, or write a longer prefix`);
  return { family: parsed.family, prefix, hostBits };
}

/** Whether an address is a member of a block. */
export function blockContains(block: AddressBlock, address: IpAddress): boolean {
  return block.family === address.family && address.value >> block.hostBits === block.prefix;
}

/** Whether a block has one member: a /32 or a /128. */
export function isSingleAddress(block: AddressBlock): boolean {
  return block.hostBits === 0n;
}

function wrong(text: string, problem: string): KancaError {
  return new KancaError('invalid_request', `${JSON.stringify(text.slice(0, 64))} ${problem}.`);
}
