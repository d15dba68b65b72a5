import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue, sampleRequest, type ReceiverDefinition } from '@kanca/receivers';
import { inspectRequest } from '@kanca/receivers/kit';
import { DataSource } from 'typeorm';
import type { InboundRequest } from '@kanca/core';
import { startTestHub, type TestHub } from '../support/test-hub.js';

const PUBLIC_URL = 'https://hooks.example.com';

/** Nobody but these providers can sign: their recorded requests have to do. */
const canSign = ({ verify }: ReceiverDefinition): boolean => verify.newKeys() !== null;
const receivers = catalogue.map(({ receiver }) => receiver).filter(canSign);

describe('the front door of a running hub', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub({ env: { KANCA_PUBLIC_URL: PUBLIC_URL } });
  });
  afterAll(() => hub.close());

  /** Headers that were stored with an event although they hold the secret of its source, plain or as HTTP Basic has it. */
  async function storedHeadersWith(secret: string): Promise<string[]> {
    const rows = await hub.hub.app
      .get(DataSource)
      .query<{ headers: string }[]>(
        `SELECT convert_from(headers, 'UTF8') AS headers FROM kanca.bodies WHERE headers IS NOT NULL`,
      );
    const isKept = (headers: string): boolean => headers.includes(secret) || headers.includes('"authorization"');
    return rows.map(({ headers }) => headers).filter(isKept);
  }

  it.each(receivers.map((receiver) => [receiver.name, receiver] as const))(
    'takes what %s sends, and turns away what it did not send',
    async (provider, receiver) => {
      const { secret, signingKey } = receiver.verify.newKeys() ?? { secret: '', signingKey: '' };
      const required = receiver.options.filter((field) => 'isRequired' in field && field.isRequired);
      const options = Object.fromEntries(required.map(({ name }) => [name, `invented-${name}`]));
      const made = await hub.call('POST', '/sources', { provider, secrets: [secret], options });
      expect([made.status, made.status === 201 ? '' : made.body]).toEqual([201, '']);
      const requestOf = (mode: 'valid' | 'wrong-key' | 'missing', event: string): InboundRequest =>
        sampleRequest(receiver, {
          event,
          mode,
          secret: signingKey,
          options,
          id: `delivery-${String(Object.keys(receiver.samples).indexOf(event))}`,
          now: Date.now(),
          url: `/api/webhooks/incoming/${provider}`,
          publicUrl: PUBLIC_URL,
        });
      const send = ({ method, url, headers, body }: InboundRequest): Promise<Response> =>
        fetch(hub.url + url, { method, headers, body: new Uint8Array(body) });
      const genuine = Object.keys(receiver.samples).map((event) => ({ event, request: requestOf('valid', event) }));
      for (const { event, request } of genuine) {
        const answer = await send(request);
        expect([event, Math.floor(answer.status / 100), answer.ok ? '' : await answer.text()]).toEqual([event, 2, '']);
        for (const mode of ['wrong-key', 'missing'] as const)
          expect([event, mode, (await send(requestOf(mode, event))).status]).toEqual([event, mode, 401]);
      }
      // A hash is not an id: an hour later the same bytes are a new event, and what has an id is still the same one.
      await hub.hub.app.get(DataSource).query(`UPDATE kanca.events SET received_at = received_at - interval '1 hour'`);
      for (const { event, request } of genuine) {
        const settings = { secrets: [secret], options, publicUrl: PUBLIC_URL };
        const { events } = await inspectRequest(receiver, settings, request, Date.now());
        const hasId = events.every(({ id }) => !id.startsWith('sha256:'));
        const isRepeated = (await send(request)).headers.get('kanca-duplicate') === 'true';
        expect([event, isRepeated && !hasId]).toEqual([event, false]);
      }
      const events = await hub.call<{ data: { type: string }[] }>('GET', `/events?type=${provider}.*&limit=200`);
      expect(new Set(events.body.data.map(({ type }) => type))).toEqual(
        new Set(Object.keys(receiver.samples).map((event) => `${provider}.${event}`)),
      );
      expect(await storedHeadersWith(secret)).toEqual([]);
    },
  );
});
