import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeBytes, encodeBytes } from './byte-encoding.js';
import type { ByteEncoding } from './byte-encoding.js';

const encodings = fc.constantFrom<ByteEncoding>('hex', 'base64', 'base64url');

describe('byte encoding', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(encodings, fc.uint8Array(), (encoding, bytes) => {
        const buffer = Buffer.from(bytes);
        expect(decodeBytes(encodeBytes(buffer, encoding), encoding)).toEqual(buffer);
      }),
    );
  });

  it('accepts either case of hex and base64 without its padding', () => {
    expect(decodeBytes('AbCd', 'hex')).toEqual(Buffer.from([0xab, 0xcd]));
    expect(decodeBytes('YQ', 'base64')).toEqual(Buffer.from('a'));
    expect(decodeBytes('YQ==', 'base64url')).toEqual(Buffer.from('a'));
  });

  it.each<[string, ByteEncoding]>([
    ['abc', 'hex'],
    ['zz', 'hex'],
    ['ab cd', 'hex'],
    ['YR==', 'base64'],
    ['Y Q==', 'base64'],
    ['YQ==YQ==', 'base64'],
    ['-_-_', 'base64'],
    ['+/+/', 'base64url'],
  ])('refuses %j as %s: it is not the one way to write its bytes', (text, encoding) => {
    expect(decodeBytes(text, encoding)).toBeNull();
  });
});
