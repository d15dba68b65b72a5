import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { startTestHub, type TestHub } from '../support/test-hub.js';

const VERIFY_TOKEN = 'the-token-of-this-source';
const WRONG_TOKEN = 'the-token-of-another-app';
const META = ['facebook', 'instagram', 'whatsapp'] as const;

interface Rejection {
  readonly id: string;
  readonly status: number;
  readonly code: string;
  readonly reason: string;
  readonly diagnosis: string;
  readonly method: string;
  readonly url: string;
}

describe('a handshake that is refused', () => {
  let hub: TestHub;
  const sources = new Map<string, string>();

  beforeAll(async () => {
    hub = await startTestHub();
    const add = async (provider: string, options: object, secrets: readonly string[]): Promise<void> => {
      const body = { provider, secrets, options };
      const { status, body: source } = await hub.call<{ id: string }>('POST', '/sources', body);
      expect(status).toBe(201);
      sources.set(provider, source.id);
    };
    for (const provider of META)
      await add(provider, { verifyToken: VERIFY_TOKEN }, ['0123456789abcdef0123456789abcdef']);
    await add('cloudevents', { allowedOrigins: ['friend.example'] }, ['0123456789abcdef0123456789abcdef']);
  });

  afterAll(() => hub.close());

  const ask = (provider: string, token: string, challenge = '1158201444'): Promise<Response> => {
    const query = { 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': token };
    return fetch(`${hub.url}/api/webhooks/incoming/${provider}?${new URLSearchParams(query).toString()}`);
  };

  const rejectionsOf = async (provider: string): Promise<readonly Rejection[]> =>
    (await hub.call<{ data: Rejection[] }>('GET', `/rejections?provider=${provider}`)).body.data;

  const keptOf = (provider: string, count: number): Promise<readonly Rejection[]> =>
    eventually(async () => {
      const found = await rejectionsOf(provider);
      return found.length >= count && found;
    });

  const counted = async (provider: string, outcome: string): Promise<number> => {
    const lines = (await (await fetch(`${hub.url}/metrics`)).text()).split('\n');
    const line = lines.find(
      (text) =>
        text.startsWith('kanca_ingest_requests_total') &&
        text.includes(`provider="${provider}"`) &&
        text.includes(`outcome="${outcome}"`),
    );
    return Number(line?.split(' ').at(-1) ?? 0);
  };

  it.each(META)('leaves a trace when %s brings another verify token, and is counted as a refusal', async (provider) => {
    const response = await ask(provider, WRONG_TOKEN);
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('');
    const kept = await keptOf(provider, 1);
    expect(kept).toMatchObject([
      {
        status: 403,
        code: 'signature_invalid',
        reason: 'handshake_refused',
        diagnosis: expect.stringContaining('hub.verify_token is not the verify token of this source'),
        method: 'GET',
      },
    ]);
    expect(JSON.stringify(kept)).not.toContain(VERIFY_TOKEN);
    expect(JSON.stringify(kept)).not.toContain(WRONG_TOKEN);
    expect([await counted(provider, 'rejected'), await counted(provider, 'handshake')]).toEqual([1, 0]);
  });

  it('leaves no trace when it is not refused', async () => {
    const before = (await rejectionsOf('whatsapp')).length;
    const response = await ask('whatsapp', VERIFY_TOKEN);
    expect({ status: response.status, body: await response.text() }).toEqual({ status: 200, body: '1158201444' });
    expect(await counted('whatsapp', 'handshake')).toBe(1);
    // What is refused later is written later: once it is there, the good one would be there too.
    await ask('whatsapp', '');
    const [latest, ...others] = await keptOf('whatsapp', before + 1);
    expect(latest?.diagnosis).toContain('has no hub.verify_token');
    expect(others).toHaveLength(before);
  });

  it('says so when the token is right, and the challenge is what is wrong', async () => {
    const before = (await rejectionsOf('instagram')).length;
    expect((await ask('instagram', VERIFY_TOKEN, '<script>')).status).toBe(403);
    const [latest] = await keptOf('instagram', before + 1);
    expect(latest?.diagnosis).toContain('hub.challenge');
  });

  it('stays refused when it is tried again, until the verify token is mended', async () => {
    const provider = 'facebook';
    const [rejection] = await keptOf(provider, 1);
    const retry = () =>
      hub.call<{ accepted: number; data: object[] }>('POST', '/rejections/re-verify', { filter: { provider } });
    expect((await retry()).body).toMatchObject({
      accepted: 0,
      data: [{ id: rejection?.id, outcome: 'refused', diagnosis: expect.stringContaining('hub.verify_token') }],
    });
    const id = String(sources.get(provider));
    await hub.call('PATCH', `/sources/${id}`, { options: { verifyToken: WRONG_TOKEN } });
    expect((await retry()).body).toMatchObject({ accepted: 1 });
    expect(await rejectionsOf(provider)).toEqual([]);
  });

  it('leaves a trace when a sender of CloudEvents may not send, with the sender in it', async () => {
    const consent = (origin: string) =>
      fetch(`${hub.url}/api/webhooks/incoming/cloudevents`, {
        method: 'OPTIONS',
        headers: { 'webhook-request-origin': origin },
      });
    expect((await consent('friend.example')).status).toBe(200);
    const refused = await consent('stranger.example');
    expect([refused.status, refused.headers.get('allow')]).toEqual([403, 'POST']);
    expect(await keptOf('cloudevents', 1)).toMatchObject([
      { status: 403, reason: 'handshake_refused', diagnosis: expect.stringContaining('stranger.example') },
    ]);
  });
});
