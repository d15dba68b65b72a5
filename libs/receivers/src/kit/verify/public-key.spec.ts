import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { generateSigningKeys } from '@kanca/signing';
import { inboundRequest } from '../pipeline/inbound-request.js';
import { body, concat, header } from './parts.js';
import { publicKey } from './public-key.js';
import { SignatureError } from '../refusals/signature-error.js';
import type { Scheme } from './scheme.js';

const context = { now: 0, options: {}, publicUrl: 'https://hooks.example.com' };
const ALGORITHMS = ['ed25519', 'ecdsa-sha256', 'rsa-sha1', 'rsa-sha256'] as const;

function accepts(scheme: Scheme, request: Parameters<Scheme['verify']>[0], secret: string): boolean {
  try {
    void scheme.verify(request, [secret], context);
    return true;
  } catch (error) {
    if (error instanceof SignatureError) return false;
    throw error;
  }
}

describe.each(ALGORITHMS)('publicKey with %s', (algorithm) => {
  const scheme = publicKey({
    algorithm,
    header: 'x-signature',
    encoding: 'base64',
    signed: concat(header('x-time'), body),
  });
  const keys = generateSigningKeys(algorithm);
  const request = inboundRequest({ headers: { 'x-time': '1' }, body: 'hello' });
  const signed = scheme.sign(request, keys.privateKey, context);

  it('accepts what the private key signed, and nothing else', () => {
    expect(accepts(scheme, signed, keys.publicKey)).toBe(true);
    expect(accepts(scheme, { ...signed, body: Buffer.from('hellO') }, keys.publicKey)).toBe(false);
    expect(accepts(scheme, signed, generateSigningKeys(algorithm).publicKey)).toBe(false);
  });

  it('takes the key without its armour', () => {
    const der = createPublicKey(keys.publicKey).export({ type: 'spki', format: 'der' });
    expect(accepts(scheme, signed, der.toString('base64'))).toBe(true);
  });

  it('knows a key of another kind, and the private half, before the first request', () => {
    const other = generateSigningKeys(algorithm === 'ed25519' ? 'rsa-sha256' : 'ed25519');
    expect(scheme.problemOfSecret(keys.publicKey)).toBeNull();
    for (const wrong of [other.publicKey, 'nonsense', '']) expect(scheme.problemOfSecret(wrong)).toContain(algorithm);
  });
});

describe('publicKey with bare Ed25519 keys', () => {
  it('takes them in hex, as Discord shows them', () => {
    const scheme = publicKey({ algorithm: 'ed25519', header: 'x-signature' });
    const { privateKey } = generateSigningKeys('ed25519');
    const bare = createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'der' }).subarray(12);
    expect(accepts(scheme, scheme.sign(inboundRequest({}), privateKey, context), bare.toString('hex'))).toBe(true);
  });
});
