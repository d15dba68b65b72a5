import { describe, expect, it } from '@jest/globals';
import { blockContains, parseAddressBlock } from './address-block.js';
import { parseIpAddress } from './ip-address.js';

function contains(cidr: string, text: string): boolean {
  const address = parseIpAddress(text);
  return address !== null && blockContains(parseAddressBlock(cidr), address);
}

describe('parseAddressBlock', () => {
  it('ends where its prefix does', () => {
    expect(contains('172.16.0.0/12', '172.31.255.255')).toBe(true);
    expect(contains('172.16.0.0/12', '172.32.0.0')).toBe(false);
    expect(contains('fd00::/8', 'fdff:ffff::')).toBe(true);
    expect(contains('fd00::/8', 'fe00::')).toBe(false);
  });

  it('takes a bare address for a block of one', () => {
    expect(contains('10.0.0.5', '10.0.0.5')).toBe(true);
    expect(contains('10.0.0.5', '10.0.0.4')).toBe(false);
  });

  it('keeps the families apart: ::/0 is every IPv6 address and no IPv4 address', () => {
    expect(contains('::/0', '2001:db8::1')).toBe(true);
    expect(contains('::/0', '10.0.0.1')).toBe(false);
    expect(contains('0.0.0.0/0', '::1')).toBe(false);
  });

  it('reads a block of IPv4-mapped addresses as the IPv4 block it is', () => {
    expect(parseAddressBlock('::ffff:10.0.0.0/104')).toEqual(parseAddressBlock('10.0.0.0/8'));
  });

  it.each([
    ['10.0.0.0/33', 'outside 0 to 32'],
    ['fd00::/129', 'outside 0 to 128'],
    ['::ffff:10.0.0.0/95', 'outside 96 to 128'],
    ['10.0.0.1/8', 'bits set beyond its prefix length 8'],
    ['10.0.0.0/', 'is not a CIDR'],
    ['10.0.0.0/8/8', 'is not a CIDR'],
    ['10.0.0.0/-1', 'is not a CIDR'],
    ['internal', 'is not a CIDR'],
    ['', 'is not a CIDR'],
  ])('refuses %j and says why', (text, why) => {
    expect(() => parseAddressBlock(text)).toThrow(why);
  });
});
