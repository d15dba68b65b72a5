import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spellingsOf } from '../../test/spellings.js';
import { isForbiddenText } from './forbidden-address.js';

// Written out again on purpose: a block that falls out of the table must fail here.
const FORBIDDEN_IPV4: readonly (readonly [first: number, bits: number])[] = [
  [0x0000_0000, 8],
  [0x0a00_0000, 8],
  [0x6440_0000, 10],
  [0x7f00_0000, 8],
  [0xa9fe_0000, 16],
  [0xac10_0000, 12],
  [0xc000_0000, 24],
  [0xc000_0200, 24],
  [0xc058_6300, 24],
  [0xc0a8_0000, 16],
  [0xc612_0000, 15],
  [0xc633_6400, 24],
  [0xcb00_7100, 24],
  [0xe000_0000, 4],
  [0xf000_0000, 4],
  [0xa83f_8110, 32],
];
const forbiddenIpv4 = fc
  .constantFrom(...FORBIDDEN_IPV4)
  .chain(([first, bits]) => fc.nat({ max: 2 ** (32 - bits) - 1 }).map((offset) => first + offset));
const publicIpv4 = fc
  .nat({ max: 0xffff_ffff })
  .filter((value) => FORBIDDEN_IPV4.every(([first, bits]) => value < first || value >= first + 2 ** (32 - bits)));

/** What the guard is asked about: the host as WHATWG URL reads it. */
function read(host: string): string {
  return new URL(`http://${host}/`).hostname.replace(/^\[(.*)\]$/, '$1');
}

describe('isForbiddenText', () => {
  it('forbids every spelling of a forbidden IPv4 address', () => {
    fc.assert(
      fc.property(forbiddenIpv4, (value) => {
        for (const spelling of spellingsOf(value).asIpv4)
          expect([spelling, isForbiddenText(read(spelling))]).toEqual([spelling, true]);
      }),
    );
  });

  it('forbids every IPv6 address that leads to a forbidden IPv4 address', () => {
    fc.assert(
      fc.property(forbiddenIpv4, (value) => {
        for (const spelling of spellingsOf(value).insideIpv6)
          expect([spelling, isForbiddenText(spelling), isForbiddenText(read(`[${spelling}]`))]).toEqual([
            spelling,
            true,
            true,
          ]);
      }),
    );
  });

  it('lets every spelling of a public IPv4 address through, NAT64 among them', () => {
    fc.assert(
      fc.property(publicIpv4, (value) => {
        const [nat64 = ''] = spellingsOf(value).insideIpv6;
        for (const spelling of [...spellingsOf(value).asIpv4, `[${nat64}]`])
          expect([spelling, isForbiddenText(read(spelling))]).toEqual([spelling, false]);
      }),
    );
  });

  it('forbids all of IPv6 outside 2000::/3 but NAT64', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (value) => {
        fc.pre(value >> 125n !== 1n && value >> 32n !== 0xffffn && value >> 32n !== 0x64_ff9b_0000_0000_0000_0000n);
        const text = value
          .toString(16)
          .padStart(32, '0')
          .replace(/(.{4})(?!$)/g, '$1:');
        expect(isForbiddenText(text)).toBe(true);
      }),
    );
  });

  it.each([
    ['2001:db8::1', 'documentation'],
    ['3fff:fff::1', 'documentation'],
    ['2002:808:808::1', '6to4'],
    ['2001::1', 'Teredo'],
    ['2001:10::1', 'ORCHID'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['fc00::1', 'unique local'],
    ['fe80::1', 'link-local'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['100::1', 'discard'],
    ['5f00::1', 'segment routing'],
    ['64:ff9b:1::808:808', 'local NAT64'],
    ['fd00:ec2::254', 'metadata of AWS'],
    ['fd20:ce::254', 'metadata of GCP'],
    ['fe80::1%eth0', 'a zone id'],
  ])('forbids %s (%s)', (text) => {
    expect(isForbiddenText(text)).toBe(true);
  });

  it.each([
    '2606:4700:4700::1111',
    '2a00:1450:4001:80b::200e',
    '2001:4860:4860::8888',
    '2001:3::1',
    '2001:4:112::1',
    '2001:20::1',
    '2001:1::1',
  ])('lets %s through', (text) => {
    expect(isForbiddenText(text)).toBe(false);
  });

  it('forbids text that is not an address', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^[0-9a-f:.]+$/i.test(text)),
        (text) => {
          expect(isForbiddenText(text)).toBe(true);
        },
      ),
    );
  });
});
