import { describe, expect, it } from '@jest/globals';
import { KancaError } from '@kanca/core';
import { spellingsOf } from '../../test/spellings.js';
import { AddressPolicy } from '../address/address-policy.js';
import { DestinationRefused } from './destination-refused.js';
import { DestinationPolicy, type DestinationPolicyOptions } from './destination-policy.js';

function policyOf(
  allow: readonly string[] = [],
  options: Omit<DestinationPolicyOptions, 'addresses'> = {},
): DestinationPolicy {
  return new DestinationPolicy({ addresses: AddressPolicy.allowing(allow), ...options });
}

/** Why a URL is refused, or what it leads to. */
function judge(url: string, policy = policyOf()): string {
  try {
    return `to ${policy.assertAllowedDestination(url).origin}`;
  } catch (error) {
    if (!(error instanceof DestinationRefused)) throw error;
    return error.reason;
  }
}

describe('DestinationPolicy', () => {
  it('reads a URL once, and says where it leads', () => {
    expect(policyOf().assertAllowedDestination('HTTPS://Billing.Example:443/hooks?a=1#x')).toEqual({
      origin: 'https://billing.example',
      isTls: true,
      hostname: 'billing.example',
      address: null,
      port: 443,
    });
  });

  it.each([
    'https://a.example/\u001b[2J',
    'https://a.example/\u009b31m',
    'https://a.example\\@b.example/',
    ' https://a.example/',
    'http:/a.example/',
    'https:a.example',
    'https://a.example/\u202egnp',
    'https://a.example/\tb',
  ])('takes no URL that is shown otherwise than it is called: %j', (url) => {
    expect(judge(url)).toBe('url');
  });

  it('takes the trailing dot off a name, and the brackets off an address', () => {
    expect(policyOf().assertAllowedDestination('http://billing.example.').hostname).toBe('billing.example');
    expect(policyOf().assertAllowedDestination('http://[2606:4700::1]').hostname).toBe('2606:4700::1');
  });

  it.each(['', 'billing.example/hooks', 'http://', 'http://.', 'http://[::1', `http://a.example/${'a'.repeat(5_000)}`])(
    'refuses %j, which is no URL that could be called',
    (url) => {
      expect(['url', 'name', 'scheme']).toContain(judge(url));
    },
  );

  it.each([
    'ftp://a.example',
    'file:///etc/passwd',
    'gopher://a.example',
    'data:,a',
    'javascript:1',
    'unix:/run/a.sock',
  ])('refuses the scheme of %s', (url) => {
    expect(judge(url)).toBe('scheme');
  });

  it('refuses plain HTTP when HTTPS is required', () => {
    expect(judge('http://a.example', policyOf([], { requireHttps: true }))).toBe('scheme');
    expect(judge('https://a.example', policyOf([], { requireHttps: true }))).toBe('to https://a.example');
  });

  it('refuses user names and passwords, and never repeats them', () => {
    for (const url of ['https://user@a.example', 'https://:hunter2@a.example', 'https://a.example:pw@b.example'])
      expect(judge(url)).toBe('userinfo');
    expect(() => policyOf().assertAllowedDestination('https://user:hunter2@a.example')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });

  it.each([
    0, 1, 21, 22, 25, 53, 81, 110, 143, 445, 587, 1023, 1433, 2375, 2379, 3306, 5432, 6379, 6443, 9200, 10250, 11211,
    27017,
  ])('refuses port %i', (port) => {
    expect(judge(`http://a.example:${String(port)}`)).toBe('port');
    expect(judge(`http://10.0.0.1:${String(port)}`, policyOf(['10.0.0.0/8']))).toBe('port');
  });

  it.each([80, 443, 1024, 3000, 8080, 8443, 32768, 65535])('calls port %i', (port) => {
    expect(judge(`https://a.example:${String(port)}`)).toMatch(/^to /);
  });

  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'a.localhost..',
    'billing.internal',
    'printer.local',
    'printer.local.',
    'metadata.google.internal',
    'metadata.google.internal.',
    'metadata',
  ])('refuses the name %s', (host) => {
    expect(judge(`http://${host}/`)).toBe('name');
  });

  it.each(['localhost.example', 'notlocalhost', 'internal.example', 'mylocal'])('calls the name %s', (host) => {
    expect(judge(`http://${host}/`)).toBe(`to http://${host}`);
  });

  it('calls localhost when loopback is let through, and private names when a private network is', () => {
    expect(judge('http://localhost:3000', policyOf(['127.0.0.0/8']))).toBe('to http://localhost:3000');
    expect(judge('http://localhost:3000', policyOf(['10.0.0.0/8']))).toBe('name');
    expect(judge('http://billing.internal', policyOf(['10.0.0.0/8']))).toBe('to http://billing.internal');
    expect(judge('http://metadata.google.internal', policyOf(['10.0.0.0/8']))).toBe('name');
  });

  it('refuses every spelling of loopback and of the metadata service', () => {
    for (const value of [0x7f00_0001, 0xa9fe_a9fe, 0x0000_0000]) {
      const { asIpv4, insideIpv6 } = spellingsOf(value);
      for (const host of [...asIpv4, ...insideIpv6.map((address) => `[${address}]`)])
        expect([host, judge(`http://${host}/`)]).toEqual([host, 'address']);
    }
  });

  it('refuses a literal behind more than one trailing dot', () => {
    expect(['url', 'address']).toContain(judge('http://127.0.0.1../'));
  });

  it('refuses with a KancaError that says what to do', () => {
    expect(() => policyOf().assertAllowedDestination('http://10.0.0.1/')).toThrow(KancaError);
    expect(() => policyOf().assertAllowedDestination('http://10.0.0.1/')).toThrow(
      expect.objectContaining({
        code: 'egress_refused',
        status: 422,
        message: expect.stringContaining('public internet'),
      }),
    );
  });
});

describe('own origins', () => {
  const policy = policyOf(['127.0.0.0/8', '::1', '0.0.0.0'], {
    ownOrigins: ['https://hub.example', 'http://localhost:3000'],
  });

  it.each([
    'https://hub.example/api',
    'https://HUB.example:443',
    'https://hub.example.',
    'http://localhost:3000',
    'http://a.localhost:3000',
    'http://127.0.0.1:3000',
    'http://127.9.9.9:3000',
    'http://[::1]:3000',
    'http://0.0.0.0:3000',
  ])('does not call %s', (url) => {
    expect(judge(url, policy)).toBe('own_origin');
  });

  it.each(['http://hub.example', 'https://hub.example:8443', 'http://localhost:3001', 'http://127.0.0.1:3001'])(
    'calls its neighbour %s',
    (url) => {
      expect(judge(url, policy)).toMatch(/^to /);
    },
  );

  it('takes a wildcard for every loopback address', () => {
    const wildcard = policyOf(['127.0.0.0/8'], { ownOrigins: ['http://0.0.0.0:3000'] });
    expect(judge('http://127.0.0.1:3000', wildcard)).toBe('own_origin');
    expect(judge('http://localhost:3000', wildcard)).toBe('own_origin');
  });

  it('refuses an own origin that is no URL', () => {
    expect(() => policyOf([], { ownOrigins: ['hub.example'] })).toThrow('"hub.example" is not a URL');
  });
});
