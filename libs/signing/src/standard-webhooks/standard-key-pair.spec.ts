import { describe, expect, it } from '@jest/globals';
import { SystemRandomness } from '@kanca/core';
import { signStandard } from './sign-standard.js';
import { parseSecret } from './standard-secret.js';
import {
  generateStandardKeyPair,
  parseStandardPrivateKey,
  parseStandardPublicKey,
  standardJwk,
} from './standard-key-pair.js';
import { verifyStandard } from './verify-standard.js';

/** From the specification of Standard Webhooks and the README of Svix. */
const PRIVATE = 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==';
const PUBLIC = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=';
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const MESSAGE = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestampSeconds: 1_614_265_330,
  body: Buffer.from('{"test": 2432232314}'),
};
const V1A = 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';

const verify = (signature: string, more: { body?: Buffer; publicKeys?: string[] } = {}) =>
  verifyStandard({
    headers: { id: MESSAGE.id, timestamp: String(MESSAGE.timestampSeconds), signature },
    body: more.body ?? MESSAGE.body,
    secrets: [],
    publicKeys: (more.publicKeys ?? [PUBLIC]).map(parseStandardPublicKey),
    nowMs: MESSAGE.timestampSeconds * 1_000,
  });

describe('a v1a signature', () => {
  it('is the published one, beside that of the secret', () => {
    const signature = signStandard({
      ...MESSAGE,
      secrets: [parseSecret(SECRET)],
      privateKeys: [parseStandardPrivateKey(PRIVATE)],
    });
    expect(signature).toBe(`v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= ${V1A}`);
  });

  it('is verified with the public key alone', () => {
    expect(verify(V1A)).toEqual({
      isVerified: true,
      id: MESSAGE.id,
      timestampSeconds: MESSAGE.timestampSeconds,
      secretIndex: null,
      publicKeyIndex: 0,
    });
  });

  it('says which of several keys it was', () => {
    const { publicKey } = generateStandardKeyPair(new SystemRandomness());
    expect(verify(V1A, { publicKeys: [publicKey, PUBLIC] })).toMatchObject({ publicKeyIndex: 1 });
  });

  it('is refused for another key, another body, another version, and bytes that are none', () => {
    const { publicKey } = generateStandardKeyPair(new SystemRandomness());
    expect(verify(V1A, { publicKeys: [publicKey] })).toMatchObject({ reason: 'signature_mismatch' });
    expect(verify(V1A, { body: Buffer.from('{}') })).toMatchObject({ reason: 'signature_mismatch' });
    expect(verify(V1A.replace('v1a', 'v1'))).toMatchObject({ isVerified: false });
    expect(verify('v1a,AAAA')).toMatchObject({ isVerified: false });
    expect(verify('v1a,%%%')).toMatchObject({ reason: 'signature_unknown' });
  });
});

describe('a key pair', () => {
  it('is made of 64 and 32 bytes that belong together', () => {
    const pair = generateStandardKeyPair(new SystemRandomness());
    const signature = signStandard({
      ...MESSAGE,
      secrets: [],
      privateKeys: [parseStandardPrivateKey(pair.privateKey)],
    });
    expect(verify(signature, { publicKeys: [pair.publicKey] })).toMatchObject({ isVerified: true });
    expect(Buffer.from(pair.privateKey.slice(5), 'base64')).toHaveLength(64);
  });

  it('is shown as a JWK', () => {
    expect(standardJwk(PUBLIC)).toEqual({
      kty: 'OKP',
      crv: 'Ed25519',
      x: '1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4',
    });
  });

  it('is refused when it is none, without being shown', () => {
    expect(() => parseStandardPrivateKey('whsk_c2VjcmV0')).toThrow(/^The private key cannot be read: expected whsk_/);
    expect(() => parseStandardPublicKey('whpk_c2VjcmV0')).toThrow(/^The public key cannot be read: expected whpk_/);
  });
});
