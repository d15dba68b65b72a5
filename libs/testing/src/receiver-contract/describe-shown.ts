import { equal, ok, throws } from 'node:assert/strict';
import { brotliCompressSync, brotliDecompressSync, deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { sampleRequest, shownRequest } from '@kanca/receivers';
import { inboundRequest } from '@kanca/receivers/kit';
import { inventedOptions } from './invented-options.js';
import { serveIngress } from './serve-ingress.js';
import type { InboundRequest } from '@kanca/core';
import type { ReceiverDefinition, ShownRequest } from '@kanca/receivers';
import type { TestRunner } from './test-runner.js';

const NOW = Date.UTC(2026, 0, 15);

/** A request as it is shown by a rejection or a test call holds no secret of its source, in any place and any form. */
export function describeShown(receiver: ReceiverDefinition, { it }: TestRunner): void {
  const keys = receiver.verify.newKeys();
  if (keys === null || receiver.assurance === 'none') return;
  const { secret, signingKey } = keys;
  const options = inventedOptions(receiver);
  const settings = { secrets: [secret], options };

  it('shows no secret of its own test request', () => {
    for (const event of Object.keys(receiver.samples)) {
      const where = { url: `/api/webhooks/incoming/${receiver.name}`, publicUrl: 'http://localhost:3000' };
      const request = sampleRequest(receiver, { event, secret: signingKey, options, id: 'd-1', now: NOW, ...where });
      assertHidden(shownRequest(receiver, settings, request), secret);
    }
  });

  it('shows no secret that stands where it does not belong, in any writing', () => {
    const writings = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('hex'),
      ...['', 'x', 'me:', 'name:'].map((before) => Buffer.from(`${before}${secret}`).toString('base64')),
      ...['', 'x', 'me:', 'name:'].map((before) => Buffer.from(`${before}${secret}`).toString('base64url')),
    ];
    for (const writing of writings) {
      const request = inboundRequest({
        url: `/api/webhooks/incoming/${receiver.name}?anything=${encodeURIComponent(writing)}&b=${writing}`,
        headers: { 'x-anything': writing, 'content-type': 'application/json' },
        body: JSON.stringify({ anything: writing, text: `before ${writing} after` }),
      });
      assertHidden(shownRequest(receiver, settings, request), secret);
    }
  });

  it('shows no secret inside of a body that is compressed', () => {
    const body = Buffer.from(JSON.stringify({ anything: secret }));
    const packings = [
      ['gzip', gzipSync, gunzipSync],
      ['deflate', deflateSync, inflateSync],
      ['br', brotliCompressSync, brotliDecompressSync],
    ] as const;
    for (const [encoding, pack, unpack] of packings)
      for (const sent of [pack(body), pack(body).subarray(0, -4)]) {
        const request = inboundRequest({ headers: { 'content-encoding': encoding }, body: sent });
        const shown = shownRequest(receiver, settings, request);
        assertHidden(shown, secret);
        throws(() => unpack(shown.body));
      }
  });

  it('changes nothing of a genuine request but the secret that it holds', async () => {
    const publicUrl = 'http://localhost:3000';
    const served = await serveIngress({
      receivers: [receiver],
      sources: [{ provider: receiver.name, ...settings }],
      publicUrl,
    });
    try {
      for (const event of Object.keys(receiver.samples)) {
        const id = `d-${String(Object.keys(receiver.samples).indexOf(event))}`;
        const url = `/api/webhooks/incoming/${receiver.name}`;
        const sample = { event, secret: signingKey, options, id, now: Date.now(), url, publicUrl };
        const context = { now: Date.now(), options, publicUrl };
        const copied = withCopies(sampleRequest(receiver, sample), secret);
        const signed = receiver.verify.sign(copied, signingKey, context);
        const { method, headers, body } = signed;
        const count = served.log.arrivals.length;
        await fetch(served.origin + signed.url, { method, headers, ...(body.length === 0 ? {} : { body }) });
        const scheme = receiver.verify.chosen?.(signed, context) ?? receiver.verify;
        for (const { raw, events } of served.log.arrivals.slice(count))
          if (scheme.sendsSecret?.(options) === true) {
            assertHidden({ method, url: '', headers: raw?.headers ?? {}, body: raw?.body ?? Buffer.alloc(0) }, secret);
            for (const { data, source: _source, ...rest } of events) {
              const text = `${data === 'raw' ? '' : data.toString('utf8')} ${JSON.stringify(rest)}`;
              assertHidden({ method, url: '', headers: {}, body: Buffer.from(text) }, secret);
            }
          } else {
            equal(raw?.body.toString('utf8'), body.toString('utf8'));
            equal(raw.headers['x-copy'], inHeader(secret));
          }
      }
      ok(served.log.arrivals.length > 0, 'nothing was accepted');
    } finally {
      await served.close();
    }
  });
}

/** The same request with its secret in a header, and in its body: as it is, and inside of a text of JSON. */
function withCopies(request: InboundRequest, secret: string): InboundRequest {
  const text = request.body.toString('utf8');
  const fields = `"copy":${JSON.stringify(secret)},"text":${JSON.stringify(JSON.stringify({ a: secret }))}`;
  const body = text.startsWith('{')
    ? text.replace('{', () => (text === '{}' ? `{${fields}` : `{${fields},`))
    : /^[\w.%-]+=/.test(text)
      ? `${text}&copy=${encodeURIComponent(secret)}&text=${encodeURIComponent(JSON.stringify({ a: secret }))}`
      : text;
  return { ...request, headers: { ...request.headers, 'x-copy': inHeader(secret) }, body: Buffer.from(body) };
}

/** A key in PEM has line breaks, which no header may have. */
function inHeader(secret: string): string {
  return secret.split('\n', 1)[0] ?? '';
}

function assertHidden({ url, headers, body }: ShownRequest, secret: string): void {
  const text = [url, ...Object.values(headers), body.toString('utf8')].join('\n');
  // In base64 the first and the last characters of a secret may be left, mixed with those of their neighbours.
  const core = secret.slice(3, -3);
  for (const written of [text, decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'))])
    equal(written.includes(secret), false, 'the secret is shown');
  equal(text.includes(Buffer.from(secret).toString('hex')), false, 'the secret is shown in hex');
  for (const run of text.match(/[A-Za-z0-9+/_-]{8,}={0,2}/g) ?? [])
    ok(!Buffer.from(run, 'base64').toString('latin1').includes(core), 'the secret is shown in base64');
}
