import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { inflate, isEncoded } from './inflate.js';

const text = Buffer.from('{"a":1}');

describe('inflate', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['BR', brotliCompressSync(text)],
  ])('reads %s', async (encoding, bytes) => {
    expect(await inflate(bytes, encoding, 100)).toEqual(text);
  });

  it('refuses a bomb before it has gone off', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    await expect(inflate(bomb, 'gzip', 1_000_000)).rejects.toMatchObject({ code: 'body_too_large' });
  });

  it('refuses a body that is not of its declared encoding, and an unknown encoding', async () => {
    await expect(inflate(text, 'gzip', 100)).rejects.toMatchObject({ code: 'malformed_body' });
    await expect(inflate(gzipSync(text).subarray(0, 12), 'gzip', 100)).rejects.toMatchObject({
      code: 'malformed_body',
    });
    await expect(inflate(text, 'zstd', 100)).rejects.toMatchObject({ code: 'unsupported_media_type' });
    await expect(inflate(text, 'gzip, br', 100)).rejects.toMatchObject({ code: 'unsupported_media_type' });
  });

  it('is needed for every encoding but none', () => {
    expect([undefined, '', 'identity', 'Identity'].some(isEncoded)).toBe(false);
    expect(isEncoded('gzip')).toBe(true);
  });
});
