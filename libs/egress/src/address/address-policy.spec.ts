import { describe, expect, it } from '@jest/globals';
import { KancaError } from '@kanca/core';
import fc from 'fast-check';
import { AddressPolicy } from './address-policy.js';

const METADATA = ['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '168.63.129.16'];

function bitsOf(octets: readonly number[]): string {
  return octets.map((octet) => octet.toString(2).padStart(8, '0')).join('');
}

/** Addresses under 10.0.0.0/8: all forbidden unless let through, and none of them a metadata service. */
const privateAddress = fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255));

describe('AddressPolicy', () => {
  it('lets an allowed CIDR through, and exactly its members', () => {
    fc.assert(
      fc.property(
        privateAddress,
        privateAddress,
        fc.integer({ min: 8, max: 32 }),
        fc.nat({ max: 31 }),
        (base, other, length, flipped) => {
          const network = bitsOf(base).slice(0, length).padEnd(32, '0');
          const cidr = `${(network.match(/.{8}/g) ?? []).map((octet) => String(Number.parseInt(octet, 2))).join('.')}/${String(length)}`;
          const policy = AddressPolicy.allowing([cidr]);
          // One that shares a long prefix with the block, so that its edges are tried.
          const near = Array.from(bitsOf(base))
            .map((bit, index) => (index === flipped && index >= 8 ? String(1 - Number(bit)) : bit))
            .join('');
          const nearOctets = (near.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2));
          for (const octets of [base, other, nearOctets]) {
            const text = octets.join('.');
            const isMember = bitsOf(octets).slice(0, length) === network.slice(0, length);
            expect([text, cidr, policy.admits(text)]).toEqual([text, cidr, isMember]);
            expect(policy.admits(`::ffff:${text}`)).toBe(isMember);
          }
        },
      ),
    );
  });

  it('lets no detour to an allowed network through', () => {
    const policy = AddressPolicy.allowing(['10.0.0.0/8']);
    for (const detour of ['64:ff9b::a00:1', '2002:a00:1::1', '::a00:1', '2a00:1450::5efe:a00:1'])
      expect([detour, policy.admits(detour)]).toEqual([detour, false]);
  });

  it('lets public addresses through under every allowance', () => {
    for (const cidrs of [[], ['10.0.0.0/8']]) expect(AddressPolicy.allowing(cidrs).admits('8.8.8.8')).toBe(true);
  });

  it.each(METADATA)('never lets the metadata service %s through with a broad block', (address) => {
    const broad = AddressPolicy.allowing([
      '0.0.0.0/0',
      '::/0',
      '169.254.0.0/16',
      '169.254.169.254/31',
      'fd00::/8',
      '100.64.0.0/10',
    ]);
    expect(broad.admits(address)).toBe(false);
    expect(broad.admits('10.0.0.1')).toBe(true);
  });

  it.each([
    '64:ff9b::a9fe:a9fe',
    '::a9fe:a9fe',
    '::ffff:0:a9fe:a9fe',
    '2002:a9fe:a9fe::',
    'fe80::5efe:a9fe:a9fe',
    '2001:0:1:2::5601:5601',
  ])('never lets the detour %s to a metadata service through with a broad block', (address) => {
    expect(AddressPolicy.allowing(['::/0', '0.0.0.0/0']).admits(address)).toBe(false);
  });

  it('lets a metadata service through when it is named exactly, and that is allowed as well', () => {
    const named = ['169.254.169.254/32', 'fd00:ec2::254/128'];
    for (const address of ['169.254.169.254', 'fd00:ec2::254', '::ffff:169.254.169.254'])
      expect([address, AddressPolicy.allowing(named).admits(address)]).toEqual([address, false]);
    expect(AddressPolicy.allowing(['169.254.0.0/16'], { metadata: true }).admits('169.254.169.254')).toBe(false);
    const policy = AddressPolicy.allowing(named, { metadata: true });
    expect(policy.admits('169.254.169.254')).toBe(true);
    expect(policy.admits('fd00:ec2::254')).toBe(true);
    expect(policy.admits('100.100.100.200')).toBe(false);
  });

  it('says which loopback addresses localhost may mean', () => {
    expect(AddressPolicy.allowing([]).loopback).toEqual([]);
    expect(AddressPolicy.allowing(['127.0.0.0/8']).loopback).toEqual(['127.0.0.1']);
    expect(AddressPolicy.allowing(['127.0.0.0/8', '::1']).loopback).toEqual(['127.0.0.1', '::1']);
  });

  it('names every entry that is wrong', () => {
    expect(() => AddressPolicy.allowing(['10.0.0.0/8', '10.0.0.1/8', 'home'])).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        problems: [
          { field: 'egressAllow.1', problem: expect.stringContaining('"10.0.0.1/8"') },
          { field: 'egressAllow.2', problem: expect.stringContaining('"home"') },
        ],
      }),
    );
    expect(() => AddressPolicy.allowing(['home'])).toThrow(KancaError);
  });
});
