import { createHmac, createPublicKey, verify as verifySignature } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseSecret, parseStandardPublicKey, verifyStandard } from '@kanca/signing';
import { eventually } from '@kanca/testing';
import { verify as verifyGithub } from '@octokit/webhooks-methods';
import Stripe from 'stripe';
import { startSink, type Sink, type SunkRequest } from '../support/sink.js';
import { callApi, startTestHub, type TestHub } from '../support/test-hub.js';

interface SecretView {
  readonly id: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

interface Jwks {
  readonly keys: readonly { kid: string; kty: string; crv: string; x: string }[];
}

describe('the secrets of a subscription', () => {
  let hub: TestHub;
  let sink: Sink;
  let id: string;
  let secret: string;

  beforeAll(async () => {
    hub = await startTestHub();
    sink = await startSink();
  });

  afterAll(async () => {
    await hub.close();
    await sink.close();
  });

  beforeEach(async () => {
    await hub.unsubscribeAll();
    sink.requests.length = 0;
    ({ id, secret } = await hub.subscribe({ uri: sink.url }));
  });

  const list = async (): Promise<readonly SecretView[]> =>
    (await hub.call<{ data: SecretView[] }>('GET', `/subscriptions/${id}/secrets`)).body.data;

  async function sent(type = 'a.b'): Promise<SunkRequest> {
    sink.requests.length = 0;
    await hub.call('POST', '/events', { type, data: { n: 1 } });
    return eventually(() => sink.requests[0]);
  }

  const isSignedBy = (request: SunkRequest, by: string): boolean =>
    verifyStandard({ ...standardOf(request), secrets: [parseSecret(by)], nowMs: Date.now() }).isVerified;

  it('all sign, until one is revoked', async () => {
    const added = await hub.call<SecretView & { secret: string }>('POST', `/subscriptions/${id}/secrets`, {});
    expect([added.status, added.body]).toEqual([
      201,
      expect.objectContaining({ secret: expect.stringMatching(/^whsec_/), expiresAt: null, lastUsedAt: null }),
    ]);
    const both = await sent();
    expect([secret, added.body.secret].map((one) => isSignedBy(both, one))).toEqual([true, true]);

    const oldest = (await list()).at(-1);
    expect((await hub.call('DELETE', `/subscriptions/${id}/secrets/${String(oldest?.id)}`)).status).toBe(204);
    const one = await sent();
    expect([secret, added.body.secret].map((by) => isSignedBy(one, by))).toEqual([false, true]);
    expect(JSON.stringify(await list())).not.toContain(added.body.secret);
  });

  it('may not be revoked, nor told an end, when nothing would be left that signs', async () => {
    const [only] = await list();
    const refused = await hub.call<{ detail: string }>('DELETE', `/subscriptions/${id}/secrets/${String(only?.id)}`);
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('make another secret first')]);
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const ended = await hub.call('PATCH', `/subscriptions/${id}/secrets/${String(only?.id)}`, { expiresAt });
    expect(ended.status).toBe(409);
    expect((await hub.call('DELETE', `/subscriptions/${id}/secrets/sec_none`)).status).toBe(404);
  });

  it('sign until the end that they were told, and no longer', async () => {
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    const added = await hub.call<{ id: string; secret: string }>('POST', `/subscriptions/${id}/secrets`, { expiresAt });
    expect(isSignedBy(await sent(), added.body.secret)).toBe(true);
    await eventually(async () => (await list()).length === 1);
    expect(isSignedBy(await sent(), added.body.secret)).toBe(false);
    expect(isSignedBy(await sent(), secret)).toBe(true);
    const past = await hub.call('POST', `/subscriptions/${id}/secrets`, { expiresAt: '2020-01-01T00:00:00Z' });
    expect(past.status).toBe(400);
  });

  it('say when they were last used', async () => {
    expect((await list()).map(({ lastUsedAt }) => lastUsedAt)).toEqual([null]);
    await sent();
    const [used] = await eventually(async () => {
      const secrets = await list();
      return secrets[0]?.lastUsedAt != null && secrets;
    });
    expect(Math.abs(Date.parse(used?.lastUsedAt ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it('are no more than ten', async () => {
    for (let n = 1; n < 10; n++) expect((await hub.call('POST', `/subscriptions/${id}/secrets`, {})).status).toBe(201);
    const refused = await hub.call<{ detail: string }>('POST', `/subscriptions/${id}/secrets`, {});
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('10 secrets sign already')]);
  });

  it('of another tenant are neither seen nor touched', async () => {
    const { body } = await hub.call<{ key: string }>('POST', '/keys', {
      name: 'x',
      scopes: ['manage', 'read'],
      tenant: 'other',
    });
    const [only] = await list();
    const path = `/subscriptions/${id}/secrets`;
    const statuses = [
      await callApi(hub.url, 'GET', path, undefined, body.key),
      await callApi(hub.url, 'POST', path, {}, body.key),
      await callApi(hub.url, 'DELETE', `${path}/${String(only?.id)}`, undefined, body.key),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404]);
  });

  it('sign in the way that subscribers know from before, too, in headers of their names', async () => {
    const before = 'the-secret-that-subscribers-have';
    const asStandard = `whsec_${Buffer.from(before).toString('base64')}`;
    await hub.call('POST', `/subscriptions/${id}/rotate-secret`, { overlapSeconds: 0, secret: asStandard });
    const signatures = ['v1', { style: 'github' }, { style: 'stripe', header: 'Acme-Signature' }, { style: 'shopify' }];
    const patched = await hub.call<{ signatures: unknown }>('PATCH', `/subscriptions/${id}`, { signatures });
    expect([patched.status, patched.body.signatures]).toEqual([200, signatures]);
    const { headers, body } = await sent();
    const text = (name: string): string => String(headers[name]);
    expect(await verifyGithub(before, body.toString(), text('x-hub-signature-256'))).toBe(true);
    expect(await verifyGithub('another', body.toString(), text('x-hub-signature-256'))).toBe(false);
    expect(Stripe.webhooks.constructEvent(body, text('acme-signature'), before)).toMatchObject({ type: 'a.b' });
    const digest = createHmac('sha256', before).update(body).digest('base64');
    expect(headers['x-shopify-hmac-sha256']).toBe(digest);
  });

  it.each([
    [{ style: 'github', header: 'webhook-signature' }, 'is reserved'],
    [{ style: 'github', header: 'a b' }, 'is not a header name'],
    [{ style: 'stripe', header: 'X-Hub-Signature-256' }, 'is taken already'],
  ])('refuse to sign as %j', async (legacy, detail) => {
    const refused = await hub.call<{ detail: string }>('PATCH', `/subscriptions/${id}`, {
      signatures: ['v1', { style: 'github' }, legacy],
    });
    expect([refused.status, refused.body.detail]).toEqual([400, expect.stringContaining(detail)]);
  });

  describe('with v1a', () => {
    const jwks = async (): Promise<Jwks> =>
      (await (await fetch(`${hub.url}/.well-known/kanca/jwks.json`)).json()) as Jwks;

    /** As a subscriber does it who has node:crypto, the JWKS, and nothing of ours. */
    async function isSignedByJwks(request: SunkRequest): Promise<boolean> {
      const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': header } = request.headers;
      const signed = Buffer.concat([Buffer.from(`${String(id)}.${String(time)}.`), request.body]);
      const signatures = String(header)
        .split(' ')
        .filter((item) => item.startsWith('v1a,'));
      const { keys } = await jwks();
      return signatures.some((item) =>
        keys.some((jwk) =>
          verifySignature(
            null,
            signed,
            createPublicKey({ key: { ...jwk }, format: 'jwk' }),
            Buffer.from(item.slice(4), 'base64'),
          ),
        ),
      );
    }

    beforeEach(async () => {
      await hub.call('PATCH', `/subscriptions/${id}`, { signatures: ['v1', 'v1a'] });
    });

    it('are joined by a signature that the published keys verify, and our own verifier with the key of the view', async () => {
      const request = await sent();
      expect(await isSignedByJwks(request)).toBe(true);
      expect(isSignedBy(request, secret)).toBe(true);
      const { body } = await hub.call<{ publicKeys: { id: string; publicKey: string }[] }>(
        'GET',
        `/subscriptions/${id}`,
      );
      const publicKeys = body.publicKeys.map(({ publicKey }) => parseStandardPublicKey(publicKey));
      expect(verifyStandard({ ...standardOf(request), secrets: [], publicKeys, nowMs: Date.now() })).toMatchObject({
        isVerified: true,
        secretIndex: null,
      });
      expect((await jwks()).keys.map(({ kid }) => kid)).toEqual(
        expect.arrayContaining(body.publicKeys.map(({ id: kid }) => kid)),
      );
    });

    it('publish keys that anybody may fetch and keep for a while', async () => {
      const response = await fetch(`${hub.url}/.well-known/kanca/jwks.json`);
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'public, max-age=300']);
      expect(await response.text()).not.toMatch(/whsk|"d"/);
    });

    it('sign with the old key pair beside the new one while a rotation overlaps', async () => {
      const before = await jwks();
      const rotated = await hub.call<{ data: { id: string; expiresAt: string | null }[] }>(
        'POST',
        '/signing-keys/rotate',
        {},
      );
      expect(rotated.body.data.map(({ expiresAt }) => expiresAt === null)).toEqual([true, false]);
      const request = await sent();
      expect(String(request.headers['webhook-signature']).match(/v1a,/g)).toHaveLength(2);
      expect((await jwks()).keys.map(({ kid }) => kid)).toEqual(
        expect.arrayContaining(before.keys.map(({ kid }) => kid)),
      );
      expect((await jwks()).keys).toHaveLength(before.keys.length + 1);
    });

    it('sign with the new key pair alone when there is no overlap', async () => {
      const before = new Set((await jwks()).keys.map(({ kid }) => kid));
      await hub.call('POST', '/signing-keys/rotate', { overlapSeconds: 0 });
      const request = await sent();
      expect(String(request.headers['webhook-signature']).match(/v1a,/g)).toHaveLength(1);
      expect(await isSignedByJwks(request)).toBe(true);
      expect((await jwks()).keys.some(({ kid }) => before.has(kid))).toBe(false);
    });

    it('are refused where a format has room for one signature, and never without v1', async () => {
      const aspnet = await hub.call<{ detail: string }>('PATCH', `/subscriptions/${id}`, { format: 'aspnet' });
      expect([aspnet.status, aspnet.body.detail]).toEqual([400, expect.stringContaining('room for one signature')]);
      expect((await hub.call('PATCH', `/subscriptions/${id}`, { signatures: ['v1a'] })).status).toBe(400);
    });
  });

  function standardOf({ headers, body }: SunkRequest): Pick<Parameters<typeof verifyStandard>[0], 'headers' | 'body'> {
    const text = (name: string): string => String(headers[name]);
    return {
      headers: { id: text('webhook-id'), timestamp: text('webhook-timestamp'), signature: text('webhook-signature') },
      body,
    };
  }
});
