import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { generateSigningKeys } from '@kanca/signing';
import { inboundRequest } from '../pipeline/inbound-request.js';
import { SignatureError } from '../refusals/signature-error.js';
import { standardWebhooks, versionedList } from './standard-webhooks.js';
import type { InboundRequest } from '@kanca/core';
import type { Scheme } from './scheme.js';

const NOW_SECONDS = 1_760_000_000;
const context = { now: NOW_SECONDS * 1_000, options: {}, publicUrl: 'https://hooks.example.com' };
const SECRET = 'whsec_aW52ZW50ZWQtaW52ZW50ZWQtaW52ZW50ZWQ=';
const OTHER = 'whsec_b3RoZXItb3RoZXItb3RoZXItb3RoZXI=';
const request = inboundRequest({ headers: { 'webhook-id': 'msg_1', 'svix-id': 'msg_1' }, body: '{"type":"a"}' });

const keys = generateSigningKeys('ed25519');
const der = createPublicKey(keys.publicKey).export({ type: 'spki', format: 'der' });
const PUBLIC_KEY = `whpk_${der.subarray(12).toString('base64')}`;

const plain = standardWebhooks({ headerPrefix: 'webhook' });
const either = standardWebhooks({ headerPrefix: 'webhook', takesPublicKeys: true });

function outcome(scheme: Scheme, candidate: InboundRequest, ...secrets: readonly string[]): string {
  try {
    void scheme.verify(candidate, secrets, context);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    return error.reason;
  }
}

function withSignature(value: string, headers = {}): InboundRequest {
  return {
    ...request,
    headers: {
      ...request.headers,
      'webhook-timestamp': String(NOW_SECONDS),
      'webhook-signature': value,
      ...headers,
    },
  };
}

const signatureOf = (scheme: Scheme, key: string): string =>
  scheme.sign(request, key, context).headers['webhook-signature'] ?? '';

describe('standardWebhooks', () => {
  it('verifies what the specification gives as its example', () => {
    const example = inboundRequest({
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      body: '{"test": 2432232314}',
    });
    const then = { ...context, now: 1_614_265_330_000 };
    expect(() => plain.verify(example, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], then)).not.toThrow();
    expect(() => plain.verify(example, ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], then)).not.toThrow();
  });

  it('reads the headers of the prefix that it is told', () => {
    const svix = standardWebhooks({ headerPrefix: 'svix' });
    expect(svix.headers).toEqual(['svix-signature', 'svix-id', 'svix-timestamp']);
    expect(outcome(svix, svix.sign(request, SECRET, context), SECRET)).toBe('accepted');
    expect(outcome(plain, svix.sign(request, SECRET, context), SECRET)).toBe('header_missing');
  });

  it('lets any v1 signature fit any secret, and passes over other versions', () => {
    const [mine, theirs] = [signatureOf(plain, SECRET), signatureOf(plain, OTHER)];
    for (const value of [`${theirs} ${mine}`, `${mine} ${theirs}`, `v2,AAAA ${mine} v1a,AAAA`])
      expect(outcome(plain, withSignature(value), SECRET)).toBe('accepted');
    expect(outcome(plain, withSignature(mine), OTHER, SECRET)).toBe('accepted');
    expect(outcome(plain, withSignature(mine), OTHER)).toBe('signature_mismatch');
    for (const value of ['', 'v2,AAAA', mine.slice(3), mine.replace('v1,', 'v1a,')])
      expect(outcome(plain, withSignature(value), SECRET)).toBe('signature_malformed');
  });

  it('refuses an id in which a timestamp could hide', () => {
    for (const id of ['msg.1', 'msg 1', '', 'ü'])
      expect(outcome(plain, withSignature(signatureOf(plain, SECRET), { 'webhook-id': id }), SECRET)).toBe(
        'signature_malformed',
      );
  });

  it('refuses a time that is five minutes away', () => {
    for (const seconds of [NOW_SECONDS - 301, NOW_SECONDS + 301]) {
      const signed = plain.sign(request, SECRET, { ...context, now: seconds * 1_000 });
      expect(outcome(plain, signed, SECRET)).toBe('timestamp_stale');
    }
  });

  it('verifies v1a with a public key, and only where public keys are taken', () => {
    const signed = either.sign(request, keys.privateKey, context);
    expect(signed.headers['webhook-signature']).toMatch(/^v1a,/);
    expect(outcome(either, signed, PUBLIC_KEY)).toBe('accepted');
    expect(outcome(plain, signed, PUBLIC_KEY)).toBe('signature_malformed');
    expect(outcome(either, { ...signed, body: Buffer.from('{}') }, PUBLIC_KEY)).toBe('signature_mismatch');
  });

  it('takes both kinds while a source moves from one to the other', () => {
    const both = `${signatureOf(either, SECRET)} ${signatureOf(either, keys.privateKey)}`;
    for (const secrets of [[SECRET], [PUBLIC_KEY], [OTHER, PUBLIC_KEY], [PUBLIC_KEY, SECRET]])
      expect(outcome(either, withSignature(both), ...secrets)).toBe('accepted');
    expect(outcome(either, withSignature(both), OTHER)).toBe('signature_mismatch');
  });

  it('names the fault of a secret before the first request', () => {
    expect(either.problemOfSecret(SECRET)).toBeNull();
    expect(either.problemOfSecret(PUBLIC_KEY)).toBeNull();
    expect(either.problemOfSecret('whsec_not base64')).toContain('whsec_');
    expect(either.problemOfSecret('whpk_AAAA')).toContain('ed25519');
  });
});

describe('versionedList', () => {
  it('writes what it reads', () => {
    const format = versionedList('v1');
    expect(format.parse(format.write('abc', {}))).toEqual({ signatures: ['abc'], fields: {} });
  });

  it('takes a list whose signatures have a comma behind them, as a sender with two secrets joins them', () => {
    const signed = plain.sign(request, SECRET, context).headers['webhook-signature'] ?? '';
    const other = plain.sign(request, OTHER, context).headers['webhook-signature'] ?? '';
    for (const list of [`${signed}, ${other}`, `${other}, ${signed}`, `${signed},`])
      expect(outcome(plain, withSignature(list), SECRET)).toBe('accepted');
    expect(outcome(plain, withSignature(`${other}, ${other}`), SECRET)).toBe('signature_mismatch');
  });

  it('takes a secret with the version before it, as Supabase shows it', () => {
    const signed = plain.sign(request, SECRET, context);
    expect(plain.problemOfSecret(`v1,${SECRET}`)).toBeNull();
    expect(outcome(plain, signed, `v1,${SECRET}`)).toBe('accepted');
  });
});
