import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { toId, type WebhookEvent } from '@kanca/core';
import { BUILT_IN_FORMATS } from './format-registry.js';

const TIME = new Date('2026-01-15T08:00:00Z');
const DATA = Buffer.from('{"id":"c1"}');
const EVENT: WebhookEvent = {
  id: toId('evt', '00000000-0000-7000-8000-000000000001'),
  tenant: 'default',
  provider: 'acme',
  source: '/acme',
  type: 'acme.comment.changed',
  subject: 'c1',
  time: TIME,
  receivedAt: TIME,
  datacontenttype: 'application/json',
  data: { id: 'c1' },
  dataBytes: DATA,
  traceparent: '',
  cause: null,
  depth: 0,
};

describe.each(BUILT_IN_FORMATS)('what the format $name says of itself', (format) => {
  it('names each header and the media type that it writes, and the method that it chooses', async () => {
    const { contentType, bytes, headers } = await format.body({
      event: EVENT,
      attempt: 1,
      properties: {},
      original: () =>
        Promise.resolve({
          bytes: DATA,
          contentType: 'application/json',
          contentEncoding: 'gzip',
          release: () => undefined,
        }),
    });
    const { privateKey } = generateKeyPairSync('ed25519');
    const signed = format.sign({
      event: EVENT,
      timestampSeconds: 1,
      body: bytes,
      keys: [Buffer.alloc(32, 'k')],
      privateKeys: [privateKey],
    });
    const { methods = ['POST'], headers: described, body } = format.describes ?? {};
    expect(Object.keys(described ?? {}).sort()).toEqual(Object.keys({ ...headers, ...signed }).sort());
    const mediaTypes = Object.keys(body ?? {});
    if (!mediaTypes.includes('*/*')) expect(mediaTypes).toContain(contentType.split(';')[0]);
    expect(methods).toContain(format.method?.(EVENT) ?? 'POST');
  });
});
