import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock, newUuid, SystemRandomness } from '@kanca/core';
import {
  KnownNetworks,
  ReceiversModule,
  receiverTables,
  RejectionLog,
  shownRequest,
  type Refusal,
  type Source,
} from '@kanca/receivers';
import { inboundRequest, SignatureError } from '@kanca/receivers/kit';
import { github } from '@kanca/receivers/github';
import { createTestEngine, type TestEngine } from '@kanca/testing';
import { vaultOfTest } from './vault-of-test.js';

const randomness = new SystemRandomness();
const PROVIDER = '203.0.113.9';
/** Addresses of a botnet: no two of them in one /16. */
const scattered = (n: number): string => `${String(1 + (n % 190))}.${String(Math.floor(n / 190))}.7.7`;

/** What `re-verify` should save when the secret is mended: the refused requests of the provider, whatever strangers send to the same URL. */
describe('rejections under a flood of well-formed signatures', () => {
  const clock = new FixedClock(Date.UTC(2026, 0, 15));
  let hub: TestEngine;
  let rejections: RejectionLog;
  let networks: KnownNetworks;
  let source: Source;

  beforeAll(async () => {
    hub = await createTestEngine({
      tables: [receiverTables],
      imports: [ReceiversModule.register({ vault: vaultOfTest() })],
      clock,
    });
    rejections = hub.app.get(RejectionLog);
    networks = hub.app.get(KnownNetworks);
  });
  beforeEach(async () => {
    await hub.dataSource.query('DELETE FROM kanca.rejections; DELETE FROM kanca.known_networks');
    clock.advance(120_000);
    const id = newUuid(clock, randomness);
    // A tenant for each test, since known networks belong to one.
    const own = { id, tenant: id, provider: 'github', name: 'acme', uri: '/github/acme' };
    source = { ...own, secrets: ['a-mistyped-secret'], options: {}, origin: 'api', awaitsSecretUntil: null };
  });
  afterAll(() => hub.close());

  function refuse(from: string, further: { body?: Buffer; explain?: () => string } = {}): void {
    const { body = Buffer.from('{}'), ...rest } = further;
    rejections.record({
      source,
      error: new SignatureError('signature_mismatch', 'none of the secrets fits'),
      requestId: 'r-1',
      from,
      receivedAt: clock.now(),
      request: inboundRequest({ body }),
      show: (request) => shownRequest(github, source, request),
      ...rest,
    } satisfies Refusal);
  }

  async function flood(count: number, from: (n: number) => string, body?: Buffer): Promise<void> {
    for (let n = 0; n < count; n++) {
      clock.advance(40);
      refuse(from(n), body === undefined ? {} : { body });
      if (n % 100 === 99) await rejections.flush();
    }
    await rejections.flush();
  }

  async function provide(count: number, from = PROVIDER): Promise<void> {
    for (let n = 0; n < count; n++) {
      clock.advance(1_000);
      refuse(from);
    }
    await rejections.flush();
  }

  async function keptOf(network: string): Promise<number> {
    const { data } = await rejections.list({ tenant: source.tenant, sourceId: source.id, limit: 500 });
    expect(data.length).toBeLessThanOrEqual(300);
    return data.filter((rejection) => rejection.network === network).length;
  }

  it('110 networks with one request each push out none of the provider', async () => {
    await provide(20);
    await flood(110, scattered);
    await provide(20);
    expect(await keptOf(PROVIDER)).toBe(40);
  });

  it('no number of networks pushes out the first twenty, when the provider was refused before them', async () => {
    await provide(20);
    await flood(1_500, scattered);
    expect(await keptOf(PROVIDER)).toBe(20);
  });

  it('no number of networks pushes out those of a network that once sent a verified request', async () => {
    networks.acceptedFrom(source, PROVIDER);
    await flood(700, scattered);
    await provide(60);
    await flood(700, (n) => scattered(1_000 + n));
    expect(await keptOf(PROVIDER)).toBe(60);
  });

  it('knows the networks that another process noted', async () => {
    await hub.dataSource.query(`INSERT INTO kanca.known_networks VALUES ($1, 'github', $2, now())`, [
      source.tenant,
      PROVIDER,
    ]);
    await flood(700, scattered);
    await provide(60);
    await flood(700, (n) => scattered(1_000 + n));
    expect(await keptOf(PROVIDER)).toBe(60);
  });

  it.each([
    ['a /48', (n: number) => `2001:db8:1:${n.toString(16)}::1`],
    ['a /32', (n: number) => `2001:db8:${n.toString(16)}::1`],
    ['a /24', (n: number) => `198.51.100.${String(n % 256)}`],
    ['a /16', (n: number) => `198.51.${String(n % 256)}.7`],
  ])('counts all networks of %s as one sender, also when they were there first', async (_block, from) => {
    await flood(700, from);
    await provide(100);
    await flood(700, (n) => from(700 + n));
    expect(await keptOf(PROVIDER)).toBe(100);
  });

  it('a slow flood that began before leaves the provider its latest', async () => {
    await flood(400, scattered);
    for (let n = 0; n < 10; n++) {
      await provide(1);
      await flood(12, (index) => scattered(400 + n * 12 + index));
    }
    expect(await keptOf(PROVIDER)).toBeGreaterThan(0);
  });

  it('keeps what fits another secret before what fits none, since its sender knows a secret', async () => {
    await flood(400, scattered);
    refuse(PROVIDER, { explain: () => 'The signature fits the secret of /github/other.' });
    await flood(400, (n) => scattered(400 + n));
    expect(await keptOf(PROVIDER)).toBe(1);
  });

  it('keeps a hundred large ones at most, and small ones beside them', async () => {
    await flood(250, scattered, Buffer.alloc(60_000, 0x78));
    expect((await rejections.list({ tenant: source.tenant, sourceId: source.id, limit: 500 })).data).toHaveLength(100);
    await provide(50);
    expect(await keptOf(PROVIDER)).toBe(50);
  });

  it('finds the rows of a source by the index, and those that go by their key', async () => {
    const query = hub.dataSource.query.bind(hub.dataSource);
    const statements: [string, unknown[]][] = [];
    hub.dataSource.query = ((sql: string, values: unknown[]) => {
      if (sql.includes('DELETE FROM kanca.rejections')) statements.push([sql, values]);
      return query(sql, values);
    }) as typeof query;
    await provide(1);
    hub.dataSource.query = query;
    const [[sql, values] = ['', []]] = statements;
    const plan = await hub.dataSource.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return JSON.stringify(await manager.query(`EXPLAIN ${sql}`, values));
    });
    expect(plan).toContain('rejections_by_source');
    expect(plan).toContain('known_networks_pkey');
    expect(plan).not.toContain('Seq Scan');
  });

  it('has room for the provider in a second in which a hundred networks ask for more than is kept', async () => {
    for (let second = 0; second < 10; second++) {
      clock.advance(12_000);
      for (let n = 0; n < 110 * 9; n++) refuse(scattered(n % 110));
      // Those that have not asked for a while are heard, even in the middle of it.
      if (second === 5) await provide(3);
      await rejections.flush();
    }
    expect(await keptOf(PROVIDER)).toBe(3);
  });
});
