import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock, KancaError, newUuid, SystemRandomness } from '@kanca/core';
import type { InboundRequest } from '@kanca/core';
import {
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

const START = Date.UTC(2026, 0, 15);
const randomness = new SystemRandomness();

function sourceNamed(name: string): Source {
  return {
    id: newUuid(new FixedClock(START), randomness),
    tenant: 'default',
    provider: 'github',
    name,
    uri: `/github/${name}`,
    secrets: ['a-secret-nobody-may-see'],
    options: {},
    origin: 'api',
    awaitsSecretUntil: null,
  };
}

describe('RejectionLog', () => {
  const clock = new FixedClock(START);
  let hub: TestEngine;
  let rejections: RejectionLog;

  beforeAll(async () => {
    hub = await createTestEngine({
      tables: [receiverTables],
      imports: [ReceiversModule.register({ vault: vaultOfTest() })],
      clock,
    });
    rejections = hub.app.get(RejectionLog);
  });

  afterAll(() => hub.close());

  beforeEach(async () => {
    await hub.dataSource.query('DELETE FROM kanca.rejections');
    clock.advance(60_000);
  });

  function refusalOf(source: Source, draft: Parameters<typeof inboundRequest>[0] = {}): Refusal {
    const error = new SignatureError('signature_mismatch', 'none of the secrets fits');
    const show = (request: InboundRequest) => shownRequest(github, source, request);
    return {
      source,
      error,
      requestId: 'r-1',
      from: '203.0.113.9',
      receivedAt: clock.now(),
      request: inboundRequest(draft),
      show,
    };
  }

  const list = async (sourceId: string, limit = 500) => rejections.list({ tenant: 'default', sourceId, limit });

  it('keeps those of others when one cannot be stored, and every one whatever stands in it', async () => {
    const [mine, yours] = [sourceNamed('acme'), sourceNamed('other')];
    const error = new SignatureError('signature_mismatch', 'Unexpected token \u0000 and \ud800');
    rejections.record(refusalOf(mine));
    rejections.record({ ...refusalOf(yours, { headers: { 'x-a': 'a\u0000b' }, url: '/a\u0000' }), error });
    // A source whose id is no UUID cannot be stored, whatever is done to its texts.
    rejections.record(refusalOf({ ...yours, id: 'broken' }));
    await rejections.flush();
    expect((await list(mine.id)).data).toHaveLength(1);
    expect((await list(yours.id)).data).toMatchObject([{ diagnosis: 'Unexpected token \ufffd and \ufffd' }]);
  });

  it('keeps what was refused, and why', async () => {
    const source = sourceNamed('acme');
    rejections.record(
      refusalOf(source, {
        url: '/api/webhooks/incoming/github/acme?code=hunter2&x=1',
        headers: { 'X-Hub-Signature-256': 'sha256=00', authorization: 'Bearer hunter2', 'x-gitlab-token': 'hunter2' },
        body: '{"a":1}',
      }),
    );
    await rejections.flush();
    const [rejection] = (await list(source.id)).data;
    expect(rejection).toEqual({
      id: expect.any(String),
      tenant: 'default',
      sourceId: source.id,
      provider: 'github',
      sourceUri: '/github/acme',
      receivedAt: new Date(clock.now()),
      requestId: 'r-1',
      network: '203.0.113.9',
      status: 401,
      code: 'signature_invalid',
      reason: 'signature_mismatch',
      diagnosis: 'none of the secrets fits',
      fitsOtherwise: false,
      method: 'POST',
      url: '/api/webhooks/incoming/github/acme?code=[redacted]&x=1',
      headers: { 'x-hub-signature-256': 'sha256=00', authorization: '[redacted]', 'x-gitlab-token': '[redacted]' },
      body: Buffer.from('{"a":1}'),
      bodyBytes: 7,
      unrecorded: 0,
      sealedRequest: expect.any(String),
    });
    expect(await rejections.get('default', rejection?.id ?? '')).toEqual(rejection);
    await expect(rejections.get('other', rejection?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('keeps the first 256 KiB of a body, and says how long it was', async () => {
    const source = sourceNamed('large');
    rejections.record(refusalOf(source, { body: Buffer.alloc(400_000, 0x78) }));
    await rejections.flush();
    expect((await list(source.id)).data).toMatchObject([{ body: Buffer.alloc(262_144, 0x78), bodyBytes: 400_000 }]);
  });

  it('explains and shows the refusals of one tenant while another spends all the time it gets', async () => {
    const greedy = { ...sourceNamed('greedy'), tenant: 'greedy' };
    const victim = sourceNamed('victim');
    const body = Buffer.alloc(30_000, 0x78);
    for (let request = 0; request < 20; request++) {
      clock.advance(200);
      rejections.record({
        ...refusalOf(greedy, { body }),
        explain: (hasTime) => {
          while (hasTime());
          return null;
        },
      });
    }
    rejections.record({ ...refusalOf(victim, { body }), explain: () => 'The signature fits the secret of another.' });
    await rejections.flush();
    expect((await list(victim.id)).data).toMatchObject([
      { body, bodyBytes: 30_000, diagnosis: 'The signature fits the secret of another.', fitsOtherwise: true },
    ]);
    const { data } = await rejections.list({ tenant: 'greedy', limit: 500 });
    expect(data).toHaveLength(20);
    expect(data[0]?.body.toString()).toMatch(/^\[not shown: /);
  });

  it('has room for the refusals of one tenant while those of another wait by the thousand', async () => {
    const victim = sourceNamed('heard');
    for (let source = 0; source < 200; source++) {
      const flooded = { ...sourceNamed(`flooded-${String(source)}`), tenant: 'greedy' };
      for (let request = 0; request < 10; request++) rejections.record(refusalOf(flooded));
    }
    for (let request = 0; request < 10; request++) rejections.record(refusalOf(victim));
    await rejections.flush();
    expect((await list(victim.id)).data).toHaveLength(10);
  });

  it('keeps ten of a flood each second, and counts the others', async () => {
    const source = sourceNamed('flood');
    for (let request = 0; request < 500; request++) rejections.record(refusalOf(source));
    clock.advance(1_000);
    rejections.record(refusalOf(source));
    await rejections.flush();
    const { data } = await list(source.id);
    expect(data).toHaveLength(11);
    expect(data.map(({ unrecorded }) => unrecorded).filter((count) => count > 0)).toEqual([490]);
  });

  it('keeps the first 75 and the last 225 of each source', async () => {
    const [busy, quiet] = [sourceNamed('busy'), sourceNamed('quiet')];
    rejections.record(refusalOf(quiet));
    for (let request = 0; request < 400; request++) {
      clock.advance(200);
      rejections.record(refusalOf(busy, { headers: { 'x-number': String(request) } }));
      if (request % 30 === 0) await rejections.flush();
    }
    await rejections.flush();
    const { data } = await list(busy.id);
    expect(data.map(({ headers }) => Number(headers['x-number']))).toEqual(
      Array.from({ length: 300 }, (_, index) => (index < 225 ? 399 - index : 299 - index)),
    );
    expect((await list(quiet.id)).data).toHaveLength(1);
  });

  it('keeps what a mended secret would save, however much garbage comes after it', async () => {
    const source = sourceNamed('flooded');
    rejections.record(refusalOf(source, { headers: { 'x-number': 'genuine' } }));
    const error = new SignatureError('header_missing', 'no signature');
    for (let request = 0; request < 150; request++) {
      clock.advance(200);
      rejections.record({ ...refusalOf(source), error });
      if (request % 30 === 0) await rejections.flush();
    }
    for (let request = 0; request < 20; request++) rejections.record({ ...refusalOf(source), error });
    rejections.record(refusalOf(source, { headers: { 'x-number': 'genuine too' } }));
    await rejections.flush();
    const { data } = await list(source.id);
    const saved = data.flatMap(({ headers }) => headers['x-number'] ?? []);
    expect(saved).toEqual(['genuine too', 'genuine']);
    expect(data.length).toBeLessThanOrEqual(102);
  });

  it('keeps what a mended secret would save, however many signatures somebody else makes up', async () => {
    const [source, flood] = [sourceNamed('forged'), 10_000];
    const genuine = [100, 5_000, 5_001, 9_000];
    for (let request = 0; request < flood; request++) {
      // More of them than are kept in a second.
      clock.advance(50);
      rejections.record({ ...refusalOf(source), from: `2001:db8:0:1::${String(request)}` });
      if (genuine.includes(request)) rejections.record(refusalOf(source, { headers: { 'x-number': String(request) } }));
      if (request % 200 === 0) await rejections.flush();
    }
    await rejections.flush();
    const { data } = await list(source.id);
    const saved = data.filter(({ network }) => network === '203.0.113.9').map(({ headers }) => headers['x-number']);
    expect(saved).toEqual(['9000', '5001', '5000', '100']);
    expect(data).toHaveLength(300);
  });

  it('lists the newest first, in pages and by what is asked', async () => {
    const source = sourceNamed('paged');
    const times = [0, 1, 2].map(() => {
      clock.advance(1_000);
      rejections.record({
        ...refusalOf(source),
        error: new KancaError('malformed_body', 'The body is not valid JSON.'),
      });
      return new Date(clock.now());
    });
    await rejections.flush();
    const first = await list(source.id, 2);
    const second = await rejections.list({
      tenant: 'default',
      provider: 'github',
      limit: 2,
      cursor: first.nextCursor ?? undefined,
    });
    expect([...first.data, ...second.data].map(({ receivedAt }) => receivedAt)).toEqual([...times].reverse());
    expect(second.nextCursor).toBeNull();
    const asked = { tenant: 'default', limit: 10, code: 'malformed_body', since: times[1], until: times[1] };
    expect((await rejections.list(asked)).data).toHaveLength(1);
    expect((await rejections.list({ tenant: 'other', limit: 10 })).data).toEqual([]);
    expect((await rejections.list({ tenant: 'default', limit: 10, code: 'body_too_large' })).data).toEqual([]);
  });

  it('forgets what is old', async () => {
    const source = sourceNamed('old');
    rejections.record(refusalOf(source));
    await rejections.flush();
    expect(await rejections.prune(new Date(clock.now()))).toBe(0);
    expect(await rejections.prune(new Date(clock.now() + 1))).toBe(1);
  });

  it('lets go of what cannot be written, and goes on', async () => {
    const source = sourceNamed('away');
    await hub.dataSource.query('ALTER TABLE kanca.rejections RENAME TO gone');
    rejections.record(refusalOf(source));
    await rejections.flush();
    await hub.dataSource.query('ALTER TABLE kanca.gone RENAME TO rejections');
    rejections.record(refusalOf(source));
    await rejections.flush();
    expect((await list(source.id)).data).toHaveLength(1);
  });
});
