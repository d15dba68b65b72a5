import { describe, expect, it } from '@jest/globals';
import { hmacDigest } from './hmac-digest.js';

describe('hmacDigest', () => {
  it("gives the value that GitHub's documentation prints", () => {
    const key = Buffer.from("It's a Secret to Everybody");
    expect(hmacDigest('sha256', key, [Buffer.from('Hello, World!')]).toString('hex')).toBe(
      '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    );
  });

  it('gives the value of RFC 2202, test case 2, for SHA-1', () => {
    const message = Buffer.from('what do ya want for nothing?');
    expect(hmacDigest('sha1', Buffer.from('Jefe'), [message]).toString('hex')).toBe(
      'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
    );
  });

  it('does not care where the message is cut', () => {
    const key = Buffer.from('key');
    const whole = hmacDigest('sha512', key, [Buffer.from('one two')]);
    expect(hmacDigest('sha512', key, [Buffer.from('one'), Buffer.alloc(0), Buffer.from(' two')])).toEqual(whole);
  });

  it('gives the value of RFC 4231, test case 6, for a key that is longer than a block', () => {
    const message = Buffer.from('Test Using Larger Than Block-Size Key - Hash Key First');
    expect(hmacDigest('sha256', Buffer.alloc(131, 0xaa), [message]).toString('hex')).toBe(
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    );
  });
});
