import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defineReceiver } from '../define-receiver.js';
import { hmac } from '../verify/hmac.js';
import { inboundRequest } from './inbound-request.js';
import { inspectRequest } from './inspect-request.js';
import { withHeader } from '../verify/with-header.js';
import type { InboundRequest } from '@kanca/core';
import type { ReadEvent, ReceiverSpec } from '../receiver-definition.js';
import type { Scheme } from '../verify/scheme.js';

const NOW = 1_760_000_000_000;
const settings = { secrets: ['s3cret'], options: {} };

const spec: ReceiverSpec = {
  name: 'acme',
  title: 'Acme',
  docs: 'https://acme.example/webhooks',
  assurance: 'signed-body',
  setup: ['Paste the URL.'],
  secret: { name: 'secret', label: 'Secret', help: 'Acme shows it.' },
  verify: hmac({ algorithm: 'sha256', header: 'x-acme' }),
  read: (_request, payload) => payload as ReadEvent,
  events: ['made'],
  samples: { made: { body: { type: 'made' } } },
};
const acme = defineReceiver(spec);

function signed(body: string | Buffer, headers: Record<string, string> = {}): InboundRequest {
  const request = inboundRequest({ headers: { 'content-type': 'application/json', ...headers }, body });
  return acme.verify.sign(request, 's3cret', { now: NOW, options: {}, publicUrl: '' });
}

/** What becomes of a body that is read as these events. */
function reading(...events: readonly unknown[]) {
  return inspectRequest(defineReceiver({ ...spec, read: () => events as ReadEvent[] }), settings, signed('{}'), NOW);
}

describe('inspectRequest', () => {
  it('says what a genuine request becomes', async () => {
    const body = { id: 'd-1', type: 'made', subject: 'thing-1', data: { a: 1 } };
    expect(await inspectRequest(acme, settings, signed(JSON.stringify(body)), NOW)).toEqual({
      ok: true,
      isGenuine: true,
      assurance: 'signed-body',
      unsigned: [],
      events: [{ id: 'd-1', type: 'acme.made', subject: 'thing-1', time: null, data: { a: 1 } }],
      handshake: null,
      code: null,
      reason: null,
      diagnosis: null,
    });
  });

  it('says why a request is not genuine, without the secret', async () => {
    const forged = withHeader(signed('{"type":"made"}'), 'x-acme', '00'.repeat(32));
    const inspection = await inspectRequest(acme, settings, forged, NOW);
    expect(inspection).toMatchObject({
      ok: false,
      isGenuine: false,
      code: 'signature_invalid',
      reason: 'signature_mismatch',
    });
    expect(inspection.diagnosis).toContain('1 active secret');
    expect(inspection.diagnosis).not.toContain('s3cret');
  });

  it.each([
    ['malformed_body', signed('{"type":')],
    ['malformed_body', signed('null')],
    ['malformed_body', signed('[]{}')],
    ['unsupported_media_type', signed('{"type":"made"}', { 'content-type': 'text/plain' })],
    ['unsupported_media_type', signed('{"type":"made"}', { 'content-encoding': 'zstd' })],
  ])('says %s of a genuine request that cannot be read', async (code, request) => {
    expect(await inspectRequest(acme, settings, request, NOW)).toMatchObject({ ok: false, isGenuine: true, code });
  });

  it('verifies before it parses', async () => {
    const forged = { ...signed('{"type":'), headers: { 'content-type': 'text/plain', 'x-acme': '00' } };
    expect((await inspectRequest(acme, settings, forged, NOW)).code).toBe('signature_invalid');
  });

  describe('of a compressed body', () => {
    const event = '{"id":"d-1","type":"made"}';
    const packed = (bytes: Buffer, encoding: string) => signed(bytes, { 'content-encoding': encoding });
    const inspect = (inflates: ReceiverSpec['inflates'], request: InboundRequest) =>
      inspectRequest(
        defineReceiver({ ...spec, ...(inflates === undefined ? {} : { inflates }) }),
        settings,
        request,
        NOW,
      );

    it.each([
      ['gzip', gzipSync],
      ['deflate', deflateSync],
      ['deflate', deflateRawSync],
      ['br', brotliCompressSync],
    ])('refuses %s where the sender is not known to compress, however well it is signed', async (encoding, pack) => {
      const inspection = await inspect(undefined, packed(pack(event), encoding));
      expect(inspection).toMatchObject({ ok: false, isGenuine: true, code: 'unsupported_media_type', events: [] });
      expect(inspection.diagnosis).toContain('Acme is not known to compress');
    });

    it.each([
      ['gzip', gzipSync],
      ['deflate', deflateSync],
      ['deflate', deflateRawSync],
      ['br', brotliCompressSync],
    ])('reads %s inflated where the bytes on the wire are signed', async (encoding, pack) => {
      const inspection = await inspect(() => 'signed-as-sent', packed(pack(event), encoding));
      expect(inspection.events).toMatchObject([{ id: 'd-1', type: 'acme.made' }]);
    });

    it('inflates nothing that can be read as it is: nobody signs the header that asks for it', async () => {
      for (const encoding of ['gzip', 'deflate', 'br'])
        expect(await inspect(() => 'signed-as-sent', packed(Buffer.from(event), encoding))).toMatchObject({
          code: 'unsupported_media_type',
          events: [],
        });
    });

    it('verifies what comes out where the sender signs before it compresses, and only that', async () => {
      const inflated = { ...signed(event), body: gzipSync(event) };
      const request = withHeader(inflated, 'content-encoding', 'gzip');
      expect((await inspect(() => 'signed-inflated', request)).events).toMatchObject([{ id: 'd-1' }]);
      expect(await inspect(() => 'signed-as-sent', request)).toMatchObject({ code: 'signature_invalid' });
      expect(await inspect(() => 'signed-inflated', packed(gzipSync(event), 'gzip'))).toMatchObject({
        code: 'signature_invalid',
      });
      const huge = withHeader({ ...request, body: gzipSync(Buffer.alloc(600_000, ' ')) }, 'content-encoding', 'gzip');
      expect(await inspect(() => 'signed-inflated', huge)).toMatchObject({ code: 'body_too_large' });
    });
  });

  it('refuses to verify without a secret, and by another method', async () => {
    const request = signed('{"type":"made"}');
    expect((await inspectRequest(acme, { ...settings, secrets: [] }, request, NOW)).code).toBe('source_not_ready');
    expect((await inspectRequest(acme, settings, { ...request, method: 'PUT' }, NOW)).code).toBe('method_not_allowed');
  });

  it('waits for a scheme that has to fetch something', async () => {
    const slow: Scheme = {
      ...acme.verify,
      kind: 'slow',
      headers: acme.verify.headers,
      toleranceSeconds: null,
      applies: () => true,
      sign: (request) => request,
      verify: async (request, secrets, context) => {
        await Promise.resolve();
        await acme.verify.verify(request, secrets, context);
      },
    };
    const receiver = defineReceiver({ ...spec, verify: slow });
    expect((await inspectRequest(receiver, settings, signed('{"type":"made"}'), NOW)).ok).toBe(true);
    expect((await inspectRequest(receiver, settings, inboundRequest({}), NOW)).code).toBe('signature_invalid');
  });

  it('makes several events of one request, each with a key of its own', async () => {
    const { events } = await reading({ id: 'a', type: 'made' }, { id: 'a', type: 'made' }, { id: 'b', type: 'made' });
    expect(events.map(({ id }) => id)).toEqual(['a', 'a#1', 'b']);
  });

  it('tells repetitions by the bytes where there is no id', async () => {
    const [first, second] = [await reading({ type: 'made' }, { type: 'made' }), await reading({ type: 'made' })];
    expect(first.events[0]?.id).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(first.events[1]?.id).toBe(`${first.events[0]?.id ?? ''}#1`);
    expect(second.events[0]?.id).toBe(first.events[0]?.id);
  });

  it('keeps ids, subjects and times to what can be stored', async () => {
    const { events } = await reading(
      { id: 'x'.repeat(5_000), type: 'made', subject: 's'.repeat(5_000), time: new Date(8.64e15) },
      { id: 'a\u0000b', type: 'made', subject: 'a\u0000b', time: new Date(Number.NaN) },
    );
    expect(events.map(({ id }) => id.startsWith('sha256:'))).toEqual([true, true]);
    expect(events.map(({ subject }) => subject)).toEqual(['s'.repeat(512), null]);
    expect(events.map(({ time }) => time)).toEqual([null, null]);
  });

  it.each<[string, unknown]>([
    ['no name', {}],
    ['an empty name', { type: '' }],
    ['a name that is too long', { type: 'x'.repeat(300) }],
    ['a name with control characters', { type: 'made\n' }],
  ])('keeps a genuine event with %s as one that is not known, and says why', async (_what, event) => {
    const { ok, events } = await reading(event);
    expect([ok, events[0]?.type, events[0]?.remark]).toEqual([
      true,
      expect.stringMatching(/\.unknown$/),
      expect.any(String),
    ]);
  });

  it('takes a receiver that throws or returns nothing for a request that is not known', async () => {
    for (const read of [
      () => {
        throw new TypeError('no such field');
      },
      () => undefined as never,
    ]) {
      const inspection = await inspectRequest(defineReceiver({ ...spec, read }), settings, signed('{}'), NOW);
      expect(inspection).toMatchObject({ ok: false, code: 'malformed_body' });
    }
  });

  it('answers every request with an inspection', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.dictionary(fc.constantFrom('content-type', 'content-encoding', 'x-acme', '__proto__'), fc.string()),
        async (bytes, headers) => {
          const request = inboundRequest({ headers, body: Buffer.from(bytes) });
          const own = acme.verify.sign(request, 's3cret', { now: NOW, options: {}, publicUrl: '' });
          expect((await inspectRequest(acme, settings, request, NOW)).ok).toBe(false);
          expect(typeof (await inspectRequest(acme, settings, own, NOW)).ok).toBe('boolean');
        },
      ),
    );
  });
});
