import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@kanca/core';
import { EventQueries } from '@kanca/dispatch/operator';
import {
  Ingress,
  ReceiversModule,
  receiverTables,
  RejectionLog,
  sampleRequest,
  ReVerification,
  shownRequest,
  SourceDirectory,
  Sources,
} from '@kanca/receivers';
import {
  defineReceiver,
  inboundRequest,
  inHeader,
  inJson,
  ReceiverModule,
  SignatureError,
  token,
  VerificationUnavailable,
} from '@kanca/receivers/kit';
import { stripe, StripeReceiverModule } from '@kanca/receivers/stripe';
import { createTestEngine, type TestEngine } from '@kanca/testing';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { vaultOfTest } from './vault-of-test.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme } from '@kanca/receivers/kit';
import type { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';

const START = Date.UTC(2026, 0, 15);

const tokened = defineReceiver({
  name: 'tokened',
  title: 'Tokened',
  docs: 'https://docs.example.com/tokens',
  assurance: 'authenticated',
  setup: ['Choose a token.', 'Give it to both sides.'],
  secret: { name: 'token', label: 'Token', help: 'You choose it.' },
  verify: token(inHeader('x-token')),
  read: () => ({ id: undefined, type: 'happened' }),
  events: ['happened'],
  samples: { happened: { body: { a: 1 } } },
});
class TokenedReceiverModule extends ReceiverModule(tokened) {}
const asking: Scheme = {
  kind: 'asking',
  headers: [],
  toleranceSeconds: null,
  applies: () => true,
  verify: () => Promise.reject(new VerificationUnavailable('the provider is away')),
  sign: (request) => request,
  problemOfSecret: () => null,
  newKeys: () => null,
};
class AskingReceiverModule extends ReceiverModule(defineReceiver({ ...tokened, name: 'asking', verify: asking })) {}
/** Refuses at once, and tells how often it was asked. */
const counting = { asked: 0 };
const counted: Scheme = {
  ...asking,
  kind: 'counted',
  verify() {
    counting.asked += 1;
    throw new SignatureError('header_missing', 'no signature');
  },
};
class CountedReceiverModule extends ReceiverModule(defineReceiver({ ...tokened, name: 'counted', verify: counted })) {}
class InsideReceiverModule extends ReceiverModule(
  defineReceiver({ ...tokened, name: 'inside', verify: token(inJson('token')) }),
) {}

describe('a second chance for what was refused', () => {
  const clock = new FixedClock(START);
  let hub: TestEngine;
  let sources: Sources;
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    hub = await createTestEngine({
      tables: [receiverTables],
      imports: [
        ReceiversModule.register({ vault: vaultOfTest() }),
        StripeReceiverModule,
        TokenedReceiverModule,
        InsideReceiverModule,
        AskingReceiverModule,
        CountedReceiverModule,
      ],
      clock,
    });
    sources = hub.app.get(Sources);
    const ingress = hub.app.get(Ingress);
    server = createServer((message, response) => void ingress.handle(message, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterEach(() => hub.dataSource.query('DELETE FROM kanca.rejections; DELETE FROM kanca.sources'));
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await hub.close();
  });

  async function send({ method, url, headers, body }: InboundRequest): Promise<number> {
    return (await fetch(origin + url, { method, headers, body })).status;
  }

  const charge = (name: string, secret: string, id = 'delivery-1'): InboundRequest =>
    sampleRequest(stripe, {
      secret,
      id,
      now: clock.now(),
      url: `/api/webhooks/incoming/stripe/${name}`,
      publicUrl: origin,
    });
  const again = (isDryRun = false) => hub.app.get(ReVerification).run({ tenant: '*' }, isDryRun);
  const types = async (): Promise<string[]> =>
    (await hub.app.get(EventQueries).list({ tenant: '*', limit: 100 })).data.map(({ type }) => type);

  it('a wrong secret costs no event, although the timestamp is old by now', async () => {
    const { id } = await sources.create('default', { provider: 'stripe', name: 'one', secrets: ['whsec_wrong'] });
    expect(await send(charge('one', 'whsec_right'))).toBe(401);
    expect(await again()).toMatchObject([{ outcome: 'refused' }]);

    clock.advance(24 * 3_600_000);
    await sources.addSecret('default', id, 'whsec_right');
    expect(await again(true)).toMatchObject([{ outcome: 'accepted', eventIds: [] }]);
    expect(await types()).not.toContain('stripe.payment_intent.succeeded');
    expect(await again()).toMatchObject([{ outcome: 'accepted', eventIds: [expect.any(String)] }]);
    expect(await types()).toContain('stripe.payment_intent.succeeded');
    expect(await again()).toEqual([]);
  });

  it('what was stale when it came is stale still', async () => {
    await sources.create('default', { provider: 'stripe', name: 'two', secrets: ['whsec_right'] });
    const captured = charge('two', 'whsec_right');
    clock.advance(3_600_000);
    expect(await send(captured)).toBe(401);
    expect(await again()).toMatchObject([{ outcome: 'refused', diagnosis: expect.stringContaining('signed 3600 s') }]);
  });

  it('a token that was blotted out for the reader is there for the second look', async () => {
    const { id } = await sources.create('default', { provider: 'tokened', name: 'three', secrets: ['wrong'] });
    const headers = { 'x-token': 'right-token', 'content-type': 'application/json' };
    const url = `${origin}/api/webhooks/incoming/tokened/three`;
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(401);
    const rejections = hub.app.get(RejectionLog);
    await rejections.flush();
    const [shown] = (await rejections.list({ tenant: '*', limit: 1 })).data;
    expect(JSON.stringify(shown)).not.toContain('right-token');

    await sources.addSecret('default', id, 'right-token');
    expect(await again()).toMatchObject([{ outcome: 'accepted' }]);
    expect(await types()).toContain('tokened.happened');
    const stored = await hub.dataSource.query<object[]>(
      `SELECT convert_from(headers, 'UTF8') AS headers FROM kanca.bodies WHERE headers IS NOT NULL`,
    );
    expect(JSON.stringify(stored)).not.toContain('right-token');
  });

  it('a secret in the body is neither kept nor stored, and is there for the second look', async () => {
    const { id } = await sources.create('default', { provider: 'inside', name: 'five', secrets: ['wrong-token'] });
    const url = `${origin}/api/webhooks/incoming/inside/five`;
    const body = '{"big":9007199254740993,"token":"right-token"}';
    const masked = '{"big":9007199254740993,"token":"[redacted]"}';
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(401);
    const rejections = hub.app.get(RejectionLog);
    await rejections.flush();
    const [shown] = (await rejections.list({ tenant: '*', limit: 1 })).data;
    expect(shown?.body.toString()).toBe(masked);

    await sources.addSecret('default', id, 'right-token');
    expect(await again()).toMatchObject([{ outcome: 'accepted' }]);
    const stored = await hub.dataSource.query<{ readonly data: string }[]>(
      `SELECT convert_from(content, 'UTF8') AS data FROM kanca.bodies WHERE convert_from(content, 'UTF8') LIKE '%9007199254740993%'`,
    );
    expect(stored).toEqual([{ data: masked }]);
  });

  it('a large request is kept whole also where no time is left to look for secrets in it', async () => {
    const { id } = await sources.create('default', { provider: 'inside', name: 'nine', secrets: ['wrong-token'] });
    const source = hub.app.get(SourceDirectory).find('inside', 'nine');
    if (source === undefined) throw new Error('the source is gone');
    const rejections = hub.app.get(RejectionLog);
    rejections.record({
      source,
      error: new SignatureError('signature_mismatch', 'a flood'),
      requestId: 'flood',
      from: '127.0.0.1',
      receivedAt: clock.now(),
      request: inboundRequest({ body: '{}' }),
      show: (request) => shownRequest(tokened, source, request),
      explain: (hasTime) => {
        while (hasTime());
        return null;
      },
    });
    const url = `${origin}/api/webhooks/incoming/inside/nine`;
    const body = JSON.stringify({ token: 'right-token', pad: 'wrong-token '.repeat(20_000) });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(401);
    await rejections.flush();
    const { data } = await rejections.list({ tenant: '*', limit: 2 });
    const kept = data.find(({ requestId }) => requestId !== 'flood');
    expect(kept?.body.toString()).toMatch(/^\[not shown: /);
    expect(kept?.bodyBytes).toBe(Buffer.byteLength(body));
    expect(JSON.stringify(kept)).not.toMatch(/right-token|wrong-token/);

    await sources.addSecret('default', id, 'right-token');
    expect((await again()).map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'refused']);
  });

  it('what the provider could not be asked about keeps nothing else from its turn', async () => {
    const { id } = await sources.create('default', { provider: 'tokened', name: 'six', secrets: ['wrong'] });
    await sources.create('default', { provider: 'asking', name: 'seven', secrets: ['any'] });
    const headers = { 'x-token': 'right-token', 'content-type': 'application/json' };
    for (const [name, status] of [
      ['tokened/six', 401],
      ['asking/seven', 503],
    ] as const) {
      const url = `${origin}/api/webhooks/incoming/${name}`;
      expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(status);
    }
    await sources.addSecret('default', id, 'right-token');
    // They may have come in the same millisecond, so which is tried first is not known.
    const results = [...(await again())].sort((a, b) => b.outcome.localeCompare(a.outcome));
    expect(results).toMatchObject([
      { outcome: 'refused', diagnosis: expect.stringContaining('the provider is away') },
      { outcome: 'accepted' },
    ]);
  });

  it('what came to a URL is not let in for the tenant that has the URL now', async () => {
    const { id } = await sources.create('default', { provider: 'stripe', name: 'moved', secrets: ['whsec_wrong'] });
    expect(await send(charge('moved', 'whsec_right', 'moved-1'))).toBe(401);
    await hub.app.get(RejectionLog).flush();
    await sources.delete('default', id);
    // Until then the URL is nobody else's.
    await hub.app
      .get(DataSource)
      .query(
        `UPDATE kanca.given_up_urls SET given_up_at = given_up_at - interval '31 days' WHERE uri = '/stripe/moved'`,
      );
    await sources.create('other', { provider: 'stripe', name: 'moved', secrets: ['whsec_right'] });
    expect(await hub.app.get(ReVerification).run({ tenant: 'default' }, false)).toMatchObject([
      { outcome: 'refused', diagnosis: 'The source /stripe/moved is gone.', eventIds: [] },
    ]);
  });

  it('a large backlog lets the requests of others in after every one of it', async () => {
    await sources.create('default', { provider: 'counted', name: 'many', secrets: ['any'] });
    const backlog = 60;
    for (let n = 0; n < backlog; n++) {
      clock.advance(1_000);
      await fetch(`${origin}/api/webhooks/incoming/counted/many`, { method: 'POST', body: '{}' });
    }
    await hub.app.get(RejectionLog).flush();
    counting.asked = 0;
    let [before, atOnce] = [0, 0];
    const look = (): void => {
      atOnce = Math.max(atOnce, counting.asked - before);
      before = counting.asked;
      turn = setImmediate(look);
    };
    let turn = setImmediate(look);
    const results = await again(true);
    look();
    clearImmediate(turn);
    expect(results).toHaveLength(backlog);
    expect(counting.asked).toBe(backlog);
    expect(atOnce).toBe(1);
  });

  it('what was too large to be kept whole says so', async () => {
    await sources.create('default', { provider: 'tokened', name: 'four', secrets: ['wrong'] });
    const headers = { 'x-token': 'right', 'content-type': 'application/json' };
    const body = JSON.stringify({ filler: 'x'.repeat(300_000) });
    await fetch(`${origin}/api/webhooks/incoming/tokened/four`, { method: 'POST', headers, body });
    expect(await again()).toMatchObject([{ outcome: 'incomplete' }]);
  });
});
