import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kanca/testing';
import type { Type } from '@nestjs/common';
import { openGuide, type Guide } from '../support/guide.js';
import { startSink, type Sink } from '../support/sink.js';
import { startTestHub, type TestHub } from '../support/test-hub.js';

/** What a reader of docs/guides/formats.md, secrets.md and transformations.md copies out of them. */
describe('the guides to formats, secrets and transformations', () => {
  let guide: Guide;
  let hub: TestHub;
  let sink: Sink;

  beforeAll(async () => {
    guide = await openGuide('docs/guides/formats.md');
    const { default: module } = await guide.load<{ default: Type }>('lines.format.ts');
    hub = await startTestHub({ modules: [module] });
    sink = await startSink();
  });

  afterAll(async () => {
    await hub.close();
    await sink.close();
    await guide.close();
  });

  async function sent(input: object): Promise<Sink['requests'][number]> {
    sink.requests.length = 0;
    const { body } = await hub.call<{ id: string }>('POST', '/subscriptions', { uri: sink.url, ...input });
    await hub.call('POST', '/events', { type: 'invoice.paid', data: { amount: 3 } });
    const request = await eventually(() => sink.requests[0]);
    await hub.call('DELETE', `/subscriptions/${body.id}`);
    return request;
  }

  it('show a format of one’s own that compiles, and that a subscription may name', async () => {
    expect(guide.problems()).toBe('');
    const request = await sent({ format: 'lines' });
    expect(request.body.toString()).toBe('invoice.paid\n{"amount":3}\n');
  });

  it('show a format of one’s own that stands in the OpenAPI document beside the others', async () => {
    const { body } = await hub.call<{ webhooks: Readonly<Record<string, object>> }>('GET', '/openapi.json');
    expect(Object.keys(body.webhooks)).toContain('lines');
    expect(body.webhooks['lines']).toMatchObject({
      post: { requestBody: { content: { 'text/plain': { schema: { type: 'string' } } } } },
    });
  });

  it('show the subscription of the formats, and a transformation, as they are taken', async () => {
    const text = await readFile('docs/guides/formats.md', 'utf8');
    const shown = JSON.parse(/-d '(\{"uri".*\})'/.exec(text)?.[1] ?? '') as object;
    const cloudEvent = await sent({ ...shown, uri: sink.url });
    expect(JSON.parse(cloudEvent.body.toString())).toMatchObject({ specversion: '1.0', region: 'eu' });
    const patch = /^(\{ "transformation".*\})$/m.exec(await readFile('docs/guides/transformations.md', 'utf8'))?.[1];
    const request = await sent(JSON.parse(patch ?? '') as object);
    expect(JSON.parse(request.body.toString())).toMatchObject({ data: { cents: 300 } });
  });

  it('show how to verify v1a with nothing but node:crypto', async () => {
    const text = await readFile('docs/guides/secrets.md', 'utf8');
    const code = (/^```js\n([^]*?)^```$/m.exec(text)?.[1] ?? '').replace('https://kanca.example', hub.url);
    const request = await sent({ signatures: ['v1', 'v1a'] });
    const { isGenuine } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      isGenuine: (headers: object, body: Buffer) => boolean;
    };
    expect(isGenuine(request.headers, request.body)).toBe(true);
    expect(isGenuine(request.headers, Buffer.from('{}'))).toBe(false);
    expect(isGenuine({ ...request.headers, 'webhook-timestamp': '1' }, request.body)).toBe(false);
  });
});
