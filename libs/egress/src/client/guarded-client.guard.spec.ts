import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HostileSink } from '../../test/hostile-sink.js';
import { failureOf, loopbackClient, post } from '../../test/loopback-client.js';
import { ScriptedResolver, SilentResolver } from '../../test/scripted-resolver.js';
import { spellingsOf } from '../../test/spellings.js';
import { AddressPolicy } from '../address/address-policy.js';
import { DestinationPolicy } from '../destination/destination-policy.js';
import type { BlockedReport } from './blocked-report.js';
import type { GuardedClient, GuardedClientOptions } from './guarded-client.js';
import { Resolver } from '../resolver/resolver.js';
import { SystemResolver } from '../resolver/system-resolver.js';

const LOOPBACK = 0x7f00_0001;
// Only 127.0.0.1 is let through here, and stands for the public internet; 127.0.0.2 stands for what must not be reached.
const GOOD = '127.0.0.1';
const BAD = '127.0.0.2';

describe('GuardedClient and a destination that must not be reached', () => {
  let sink: HostileSink;
  let victim: HostileSink;
  const clients: GuardedClient[] = [];
  const reports: BlockedReport[] = [];

  beforeEach(async () => {
    sink = await HostileSink.http((_request, response) => response.end('public'));
    victim = await HostileSink.http((_request, response) => response.end('secret'), BAD);
  });

  afterEach(async () => {
    await Promise.all([...clients.splice(0).map((client) => client.close()), sink.close(), victim.close()]);
    reports.splice(0);
  });

  function given(options: Partial<GuardedClientOptions> = {}, allow?: string[]): GuardedClient {
    const client = loopbackClient({ onBlocked: (report) => reports.push(report), ...options }, allow);
    clients.push(client);
    return client;
  }

  it('refuses loopback in every spelling of it, without a lookup or a connection', async () => {
    const resolver = new ScriptedResolver([[GOOD]]);
    const client = given({ resolver }, []);
    const { asIpv4, insideIpv6 } = spellingsOf(LOOPBACK);
    const hosts = [
      ...asIpv4,
      ...insideIpv6.map((address) => `[${address}]`),
      '[::1]',
      '[::]',
      '0',
      'localhost',
      'a.localhost.',
    ];
    for (const host of hosts)
      expect([host, (await failureOf(client.request(post(sink.url('/', host))))).kind]).toEqual([host, 'blocked']);
    expect([sink.connections, resolver.asked.length, reports.length]).toEqual([0, 0, hosts.length]);
  });

  it('reaches loopback in every spelling of it once it is let through', async () => {
    const client = given();
    for (const host of [...spellingsOf(LOOPBACK).asIpv4, 'localhost'])
      expect([host, (await client.request(post(sink.url('/', host)))).body.toString()]).toEqual([host, 'public']);
  });

  it('takes localhost for the loopback address that was let through, and asks no name server', async () => {
    const resolver = new ScriptedResolver([[BAD]]);
    const { remoteAddress } = await given({ resolver }).request(post(sink.url('/', 'a.localhost')));
    expect([remoteAddress, resolver.asked]).toEqual([GOOD, []]);
  });

  it('refuses a name that resolves to a forbidden address, and tells only the operator which', async () => {
    const client = given({ resolver: new ScriptedResolver([[BAD]]) });
    const owner = { tenant: 'acme', subscription: 'sub_1' };
    const error = await failureOf(client.request(post(victim.url('/', 'evil.test'), { purpose: 'deliver', owner })));
    expect(error).toMatchObject({
      kind: 'blocked',
      message: expect.not.stringContaining(BAD),
      operatorDetail: expect.stringContaining(BAD),
    });
    expect(reports).toEqual([
      {
        destination: `evil.test:${String(victim.port)}`,
        reason: 'address',
        detail: expect.stringContaining(BAD),
        purpose: 'deliver',
        owner: { tenant: 'acme', subscription: 'sub_1' },
      },
    ]);
    expect(victim.connections).toBe(0);
  });

  it('refuses a name when any one of its addresses is forbidden', async () => {
    for (const answer of [
      [GOOD, BAD],
      [BAD, GOOD],
      [GOOD, '::1'],
      [GOOD, 'garbage'],
      [GOOD, 'fe80::1%lo'],
    ]) {
      const client = given({ resolver: new ScriptedResolver([answer]) });
      expect([answer, (await failureOf(client.request(post(sink.url('/', 'mixed.test'))))).kind]).toEqual([
        answer,
        'blocked',
      ]);
    }
    expect(sink.connections).toBe(0);
  });

  it('connects to the address it judged, however often the name server changes its mind', async () => {
    const resolver = new ScriptedResolver([[GOOD], [BAD]]);
    const client = given({ resolver });
    const { body, remoteAddress } = await client.request(post(sink.url('/', 'rebind.test')));
    expect([body.toString(), remoteAddress, resolver.asked]).toEqual(['public', GOOD, ['rebind.test']]);
  });

  it('judges a name again for every new connection', async () => {
    const resolver = new ScriptedResolver([[GOOD], [BAD]]);
    const client = given({ resolver, maxConnectionAgeMs: 60, maxConnectionsPerOrigin: 1 });
    const url = sink.url('/', 'rebind.test');
    expect((await client.request(post(url))).status).toBe(200);
    expect((await client.request(post(url))).status).toBe(200);
    expect([sink.connections, resolver.asked.length]).toEqual([1, 1]);
    await sink.deserted();
    expect((await failureOf(client.request(post(url)))).kind).toBe('blocked');
    expect([sink.connections, victim.connections]).toEqual([1, 0]);
  });

  it('never refuses on one connection and lets the next one pass, when answers alternate', async () => {
    const resolver = new ScriptedResolver(Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? [GOOD] : [BAD])));
    const client = given({ resolver });
    const url = `http://alternating.test:${String(victim.port)}/`;
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, async () => (await failureOf(client.request(post(url)))).kind),
    );
    expect(new Set(outcomes)).toEqual(new Set(['blocked', 'connect']));
    expect(victim.connections).toBe(0);
  });

  it('tries the other addresses of a name when one cannot be reached', async () => {
    const resolver = new ScriptedResolver([['127.0.0.9', '::1', GOOD]]);
    const client = given({ resolver }, ['127.0.0.0/8', '::1']);
    const { remoteAddress } = await client.request(post(sink.url('/', 'three.test')));
    expect(remoteAddress).toBe(GOOD);
  });

  it('refuses the hub itself, by name, by literal and by what a name resolves to', async () => {
    const addresses = AddressPolicy.allowing(['127.0.0.0/8']);
    const policy = new DestinationPolicy({
      addresses,
      ownOrigins: [sink.url('/', 'localhost'), 'https://hub.example'],
    });
    const client = given({ policy, resolver: new ScriptedResolver([[GOOD]]) });
    for (const host of ['localhost', GOOD, '127.0.0.7', 'alias.test', 'a.localhost'])
      expect([host, (await failureOf(client.request(post(sink.url('/', host))))).kind]).toEqual([host, 'blocked']);
    expect((await failureOf(client.request(post('https://hub.example/hooks')))).kind).toBe('blocked');
    expect(new Set(reports.map(({ reason }) => reason))).toEqual(new Set(['own_origin']));
    expect(sink.connections).toBe(0);
  });

  it('refuses user info even when a connection to the origin is open', async () => {
    const client = given();
    await client.request(post(sink.url()));
    const error = await failureOf(client.request(post(`http://user:hunter2@127.0.0.1:${String(sink.port)}/`)));
    expect(error).toMatchObject({ kind: 'blocked', message: expect.not.stringContaining('hunter2') });
    expect(sink.requests).toHaveLength(1);
  });

  it('says that a name does not resolve', async () => {
    class NoSuchName extends Resolver {
      resolve(): Promise<readonly string[]> {
        return Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
      }
    }
    for (const resolver of [new NoSuchName(), new ScriptedResolver([[]])]) {
      const client = given({ resolver });
      expect(await failureOf(client.request(post('http://nowhere.test/')))).toMatchObject({
        kind: 'dns',
        message: 'The host "nowhere.test" could not be resolved.',
      });
    }
  });

  it('gives up on a name server that does not answer, before the deadline', async () => {
    const client = given({ resolver: new SilentResolver(), dnsTimeoutMs: 100 });
    expect(await failureOf(client.request(post('http://slow.test/', { deadlineMs: 1_500 })))).toMatchObject({
      kind: 'dns',
      operatorDetail: expect.stringContaining('no answer within 100 ms'),
    });
  });

  it('holds the deadline while a name server does not answer', async () => {
    const client = given({ resolver: new SilentResolver(), dnsTimeoutMs: 500 });
    expect(await failureOf(client.request(post('http://slow.test/', { deadlineMs: 100 })))).toMatchObject({
      kind: 'timeout',
    });
  });

  it('says that nobody listens', async () => {
    const port = await HostileSink.deadPort();
    expect(await failureOf(given().request(post(`http://127.0.0.1:${String(port)}/`)))).toMatchObject({
      kind: 'connect',
      message: 'The endpoint refused the connection.',
    });
  });

  it('resolves a name once for all who ask at the same time', async () => {
    const resolver = new SystemResolver();
    const first = resolver.resolve('localhost');
    expect(resolver.resolve('localhost')).toBe(first);
    expect(await first).toEqual(expect.arrayContaining([expect.stringMatching(/^(127\.0\.0\.1|::1)$/)]));
    expect(resolver.resolve('localhost')).not.toBe(first);
  });
});
