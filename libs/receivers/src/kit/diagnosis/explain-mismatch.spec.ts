import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { generic } from '../../generic/index.js';
import { github } from '../../github/index.js';
import { kudu } from '../../kudu/index.js';
import { trello } from '../../trello/index.js';
import { inboundRequest } from '../pipeline/inbound-request.js';
import { explainMismatch } from './explain-mismatch.js';
import type { InboundRequest } from '@kanca/core';
import type { MismatchView } from './explain-mismatch.js';
import type { ReceiverDefinition } from '../receiver-definition.js';

const NOW = 1_760_000_000_000;
const context = { now: NOW, options: {}, publicUrl: 'https://hooks.example.com' };

function signed(body: string, secret = 's3cret', receiver: ReceiverDefinition = github): InboundRequest {
  return receiver.verify.sign(inboundRequest({ body }), secret, context);
}

function explain(request: InboundRequest, more: Partial<MismatchView> = {}): string | null {
  return explainMismatch({ receiver: github, request, secrets: ['s3cret'], context, otherSecrets: [], ...more });
}

const withBody = (request: InboundRequest, body: string): InboundRequest => ({ ...request, body: Buffer.from(body) });

describe('the explanation of a refusal', () => {
  it.each([
    ['{"a": 1}', '{"a":1}', 'blanks after commas and colons'],
    ['{"a":1,"b":[1,2]}', '{"a": 1, "b": [1, 2]}', 'without blanks'],
    ['{"a":1}', '{"a":1}\n', 'white space around the body'],
    ['{"a":1}\n', '{"a":1}', 'a line break is put at the end'],
    ['a\r\nb', 'a\nb', 'line breaks are CRLF'],
    [String.raw`{"a":"\u00fc"}`, '{"a":"ü"}', 'characters beyond ASCII are escaped'],
    [String.raw`{"a":"x\/y"}`, '{"a":"x/y"}', 'slashes are escaped'],
  ])('sees that the body %j became %j on the way', (sent, received, hint) => {
    expect(explain(withBody(signed(sent), received))).toContain(hint);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ])('sees that the sender signed before it compressed with %s', (encoding, pack) => {
    const { headers, body } = signed('{"a":1}');
    const packed = inboundRequest({ headers: { ...headers, 'content-encoding': encoding }, body: pack(body) });
    expect(explain(packed)).toContain('fits the inflated body');
    expect(explain(packed, { receiver: generic, secrets: ['other'] })).toBeNull();
    const ofGeneric = generic.verify.sign(inboundRequest({ body: '{"a":1}' }), 's3cret', context);
    const headersOfGeneric = { ...ofGeneric.headers, 'content-encoding': encoding };
    const genericPacked = inboundRequest({ headers: headersOfGeneric, body: pack(ofGeneric.body) });
    expect(explain(genericPacked, { receiver: generic })).toContain('Set the option compressed of this source');
  });

  it('sees that the secret is another source’s', () => {
    const otherSecrets = [{ uri: '/github/acme', secrets: ['other'] }];
    expect(explain(signed('{}', 'other'), { otherSecrets })).toContain('fits the secret of /github/acme');
  });

  it('sees that the signature is written in another encoding', () => {
    const request = signed('{}');
    const hex = (request.headers['x-hub-signature-256'] ?? '').slice('sha256='.length);
    for (const value of [hex, Buffer.from(hex, 'hex').toString('base64')])
      expect(explain({ ...request, headers: { 'x-hub-signature-256': value } })).toContain('this provider writes hex');
  });

  it('sees that the public URL is not the one that the provider knows', () => {
    const request = trello.verify.sign(
      inboundRequest({ url: '/hook', headers: { host: 'real.example.com' }, body: '{}' }),
      's3cret',
      { ...context, publicUrl: 'https://real.example.com' },
    );
    expect(explain(request, { receiver: trello })).toContain('public URL is https://real.example.com');
  });

  it('does not lose the query of a live request, which makes it only when it is asked for', () => {
    const live = Object.create(
      { query: new URLSearchParams('code=wrong') },
      {
        headers: { value: {}, enumerable: true },
        doubledHeaders: { value: new Set(), enumerable: true },
        body: { value: Buffer.from('a\r\nb'), enumerable: true },
      },
    ) as InboundRequest;
    expect(explain(live, { receiver: kudu })).toBeNull();
  });

  it('says nothing when nothing fits, and takes its time for no huge body', () => {
    expect(explain(signed('{}', 'unknown'))).toBeNull();
    expect(explain(withBody(signed('{"a":1}'), `{"a":1}${' '.repeat(300_000)}`))).toBeNull();
  });
});
