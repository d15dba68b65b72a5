import { equal, ok } from 'node:assert/strict';
import { inboundRequest, sampleRequest, shownRequest, storedHeaders } from '@kanca/receivers';
import { inventedOptions } from './invented-options.js';
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
      const shown = shownRequest(receiver, settings, request);
      assertHidden(shown, secret);
      assertHidden({ ...shown, headers: storedHeaders(receiver, settings, request.headers) }, secret);
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
      const shown = shownRequest(receiver, settings, request);
      assertHidden(shown, secret);
      assertHidden({ ...shown, headers: storedHeaders(receiver, settings, request.headers) }, secret);
    }
  });
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
