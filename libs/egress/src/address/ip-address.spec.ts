import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseIpAddress } from './ip-address.js';

const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });

describe('parseIpAddress', () => {
  it('reads an IPv4 address as its 32 bits', () => {
    expect(parseIpAddress('127.0.0.1')).toEqual({ family: 4, value: 0x7f00_0001n });
  });

  it('reads every IPv6 address, full, padded, in capitals and with a run of zeros left out', () => {
    fc.assert(
      fc.property(groups, fc.nat({ max: 7 }), fc.nat({ max: 7 }), (values, from, length) => {
        const zeroed = values.map((value, index) => (index >= from && index < from + length ? 0 : value));
        const value = zeroed.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
        fc.pre(value >> 32n !== 0xffffn);
        const hex = zeroed.map((group) => group.toString(16));
        const left = hex.slice(0, from).join(':');
        const right = hex.slice(from + length).join(':');
        const spellings = [hex.join(':'), hex.map((group) => group.padStart(4, '0').toUpperCase()).join(':')];
        if (length > 0) spellings.push(`${left}::${right}`);
        for (const spelling of spellings) expect(parseIpAddress(spelling)).toEqual({ family: 6, value });
      }),
    );
  });

  it('reads a dotted tail', () => {
    expect(parseIpAddress('64:ff9b::192.0.2.33')).toEqual(parseIpAddress('64:ff9b::c000:221'));
  });

  it('takes an IPv4-mapped address for the IPv4 address it is', () => {
    for (const mapped of ['::ffff:10.1.2.3', '::FFFF:a01:203', '0:0:0:0:0:ffff:a01:203'])
      expect(parseIpAddress(mapped)).toEqual({ family: 4, value: 0x0a01_0203n });
  });

  it.each([
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '010.0.0.1',
    '1.2.3.4.5',
    '256.1.1.1',
    '::1%lo',
    ':::',
    '1::2::3',
    '[::1]',
    '::1 ',
  ])('finds no address in %j', (text) => {
    expect(parseIpAddress(text)).toBeNull();
  });
});
