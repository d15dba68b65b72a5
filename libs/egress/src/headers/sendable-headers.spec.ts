import { describe, expect, it } from '@jest/globals';
import { assertSendableHeaders } from './sendable-headers.js';

describe('assertSendableHeaders', () => {
  it('takes what a subscription may set', () => {
    expect(() => {
      assertSendableHeaders({ authorization: 'Bearer a b', 'X-Team': 'café\tau lait', 'x-empty': '' });
    }).not.toThrow();
  });

  it.each([
    'webhook-id',
    'Webhook-Signature',
    'webhook-anything',
    'Host',
    'content-length',
    'Transfer-Encoding',
    'connection',
    'keep-alive',
    'te',
    'trailer',
    'upgrade',
    'expect',
    'proxy-authorization',
    'accept-encoding',
    'content-type',
    'traceparent',
  ])('keeps %s for itself', (name) => {
    expect(() => {
      assertSendableHeaders({ [name]: 'x' });
    }).toThrow('is reserved');
  });

  it.each(['a b', 'a:b', 'a\r\nb', '', 'é', 'a\0', '(a)'])('refuses the name %j', (name) => {
    expect(() => {
      assertSendableHeaders({ [name]: 'x' });
    }).toThrow('is not a header name');
  });

  it.each(['secret\r\nhost: evil', 'secret\n', 'secret\0', 'secret\u2603', 'secret\x7f'])(
    'refuses the value %j without repeating it',
    (value) => {
      expect(() => {
        assertSendableHeaders({ 'x-key': value });
      }).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
    },
  );

  it.each([null, 7, ['a'], undefined])('refuses the value %j, which is no text', (value) => {
    expect(() => {
      assertSendableHeaders({ 'x-key': value });
    }).toThrow('"headers.x-key" is not a text');
  });

  it('refuses the same name in two cases', () => {
    expect(() => {
      assertSendableHeaders({ 'x-key': 'a', 'X-Key': 'b' });
    }).toThrow('"headers.X-Key" is given twice');
  });

  it('refuses more than 50 headers, and more than 8 KiB of them', () => {
    const many = (count: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-${String(index)}`, 'v']));
    expect(() => {
      assertSendableHeaders(many(50));
    }).not.toThrow();
    expect(() => {
      assertSendableHeaders(many(51));
    }).toThrow('more than 50');
    expect(() => {
      assertSendableHeaders({ 'x-key': 'v'.repeat(8_192) });
    }).toThrow('more than 8192 bytes');
  });

  it('names every problem at once', () => {
    expect(() => {
      assertSendableHeaders({ host: 'a', 'x-key': '\n' });
    }).toThrow(
      expect.objectContaining({
        code: 'invalid_request',
        problems: [
          expect.objectContaining({ field: 'headers.host' }),
          expect.objectContaining({ field: 'headers.x-key' }),
        ],
      }),
    );
  });
});
