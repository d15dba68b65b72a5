import { describe, expect, it } from '@jest/globals';
import { readHosts } from './hosts-file.js';
import { namesToTry, readSearchList } from './search-list.js';

describe('the search list of resolv.conf', () => {
  it('reads the domains and ndots, the last line of a kind', () => {
    const text =
      'nameserver 10.0.0.10\nsearch old.test\nsearch ns.svc.cluster.local svc.cluster.local\noptions edns0 ndots:5\n';
    expect(readSearchList(text)).toEqual({ domains: ['ns.svc.cluster.local', 'svc.cluster.local'], ndots: 5 });
  });

  it('has no domains and asks for a name with a dot as it is, when the file says nothing', () => {
    expect(readSearchList('')).toEqual({ domains: [], ndots: 1 });
    expect(readSearchList('options ndots:many\nsearch .\n')).toEqual({ domains: [], ndots: 1 });
  });

  it.each([
    ['billing', ['billing.ns.test', 'billing.test', 'billing']],
    ['api.billing', ['api.billing.ns.test', 'api.billing.test', 'api.billing']],
    ['hooks.example.com', ['hooks.example.com', 'hooks.example.com.ns.test', 'hooks.example.com.test']],
  ])('tries %s as %j', (hostname, names) => {
    expect(namesToTry(hostname, { domains: ['ns.test', 'test.'], ndots: 2 })).toEqual(names);
  });
});

describe('the hosts file', () => {
  it('gives each name all of its addresses, without comments and without lines that are none', () => {
    const hosts = readHosts(
      '127.0.0.1 localhost\n::1\tlocalhost ip6-localhost # both\n# 10.0.0.1 off\nnonsense here\n10.0.0.2 Billing.Test\r\n',
    );
    expect([...hosts]).toEqual([
      ['localhost', ['127.0.0.1', '::1']],
      ['ip6-localhost', ['::1']],
      ['billing.test', ['10.0.0.2']],
    ]);
  });
});
