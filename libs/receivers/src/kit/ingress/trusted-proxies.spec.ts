import { describe, expect, it } from '@jest/globals';
import { TrustedProxies } from './trusted-proxies.js';

describe('TrustedProxies', () => {
  const proxies = new TrustedProxies(['10.0.0.0/8', ' 192.168.1.7 ', 'fd00::/8', '::1']);

  it.each(['10.0.0.1', '10.255.255.255', '::ffff:10.1.2.3', '192.168.1.7', 'fd12::1', '::1'])(
    'trusts %s',
    (address) => {
      expect(proxies.includes(address)).toBe(true);
    },
  );

  it.each(['11.0.0.1', '192.168.1.8', '::ffff:11.0.0.1', 'fe80::1', '', 'x', undefined])(
    'does not trust %s',
    (address) => {
      expect(proxies.includes(address)).toBe(false);
    },
  );

  it('names every entry that is none', () => {
    expect(
      () => new TrustedProxies(['10.0.0.0/8', 'lb.local', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', '::/129']),
    ).toThrow('lb.local, 10.0.0.0/33, 10.0.0.0/8/8, 10.0.0.0/, ::/129 cannot be read');
  });
});
