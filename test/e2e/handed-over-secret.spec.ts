import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import { startTestHub, type TestHub } from '../support/test-hub.js';

const TOKEN = 'secret_invented-verification-token';

describe('Notion, from the token to the first event', () => {
  let hub: TestHub;

  beforeAll(async () => {
    hub = await startTestHub({ modules: [] });
  });
  afterAll(() => hub.close());

  it('hands its token over, has it shown to the operator once, and signs with it', async () => {
    const { body: source } = await hub.call<{ id: string }>('POST', '/sources', { provider: 'notion' });
    const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${hub.url}/api/webhooks/incoming/notion`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    const stranger = JSON.stringify({ verification_token: 'secret_of-a-stranger-1234567890' });
    expect((await post(stranger)).status).toBe(503);
    const refused = await eventually(async () => {
      const { body } = await hub.call<{ data: { diagnosis: string }[] }>('GET', '/rejections');
      return body.data[0];
    });
    expect(refused.diagnosis).toContain('a secret was handed over, and the source did not wait for one');
    expect(await hub.call('POST', `/sources/${source.id}/await-secret`, { minutes: 61 })).toMatchObject({
      status: 400,
    });
    expect(await hub.call('POST', `/sources/${source.id}/await-secret`)).toMatchObject({
      status: 200,
      body: { state: 'needs_secret', awaitsSecretUntil: expect.any(String) },
    });
    expect((await post(JSON.stringify({ verification_token: TOKEN }))).status).toBe(200);
    expect((await post(stranger)).status).toBe(401);
    expect(await hub.call('GET', `/sources/${source.id}`)).toMatchObject({
      body: {
        state: 'ready',
        awaitsSecretUntil: null,
        secrets: [{ handedOverFrom: expect.stringContaining('127.0.0.1') }],
      },
    });

    const reveal = `/sources/${source.id}/secrets/handed-over/reveal`;
    const unsigned = await fetch(`${hub.url}/api/v1${reveal}`, { method: 'POST' });
    expect(unsigned.status).toBe(401);
    expect(await hub.call('POST', reveal)).toMatchObject({ status: 200, body: { secret: TOKEN } });
    expect(await hub.call('POST', reveal)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(JSON.stringify((await hub.call('GET', `/sources/${source.id}`)).body)).not.toContain(TOKEN);

    const event = JSON.stringify({ id: 'e-1', type: 'page.created', timestamp: '2026-01-15T00:00:00Z' });
    const signature = createHmac('sha256', TOKEN).update(event).digest('hex');
    expect((await post(event, { 'x-notion-signature': `sha256=${signature}` })).status).toBe(200);
  });
});
