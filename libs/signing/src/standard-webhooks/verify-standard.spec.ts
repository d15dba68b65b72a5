import { describe, expect, it } from '@jest/globals';
import { SeededRandomness } from '@kanca/core';
import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { signStandard } from './sign-standard.js';
import { generateSecret, parseSecret } from './standard-secret.js';
import { verifyStandard, type StandardVerdict, type StandardVerification } from './verify-standard.js';

const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const TIMESTAMP = '1614265330';
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const SECRET = parseSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
const BODY = Buffer.from('{"test": 2432232314}');
const NOW_MS = 1_614_265_330_000;

type Changes = Partial<Omit<StandardVerification, 'headers'>> & Partial<StandardVerification['headers']>;

function verify({ id = ID, timestamp = TIMESTAMP, signature = SIGNATURE, ...options }: Changes = {}): StandardVerdict {
  return verifyStandard({
    headers: { id, timestamp, signature },
    body: BODY,
    secrets: [SECRET],
    nowMs: NOW_MS,
    ...options,
  });
}

describe('verifyStandard', () => {
  it('accepts the official vector', () => {
    expect(verify()).toEqual({ isVerified: true, id: ID, timestampSeconds: 1_614_265_330, secretIndex: 0 });
  });

  it('accepts the key in any place, and says in which', () => {
    const others = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(verify({ secrets: [...others, SECRET] })).toMatchObject({ isVerified: true, secretIndex: 2 });
  });

  it('accepts the signature in any place, and passes over versions it does not know', () => {
    const wrong = SIGNATURE.replace('g0hM', 'AAAA');
    for (const signature of [
      `${wrong} ${SIGNATURE}`,
      `v1a,${'A'.repeat(86)}== ${SIGNATURE}`,
      `v2,x  ${SIGNATURE} junk`,
    ])
      expect(verify({ signature })).toMatchObject({ isVerified: true });
    for (const signature of [
      SIGNATURE.replace('v1,', 'v2,'),
      SIGNATURE.replace('v1,', 'v1a,'),
      SIGNATURE.replace('v1,', ''),
      '',
    ])
      expect(verify({ signature })).toMatchObject({ isVerified: false, reason: 'signature_unknown' });
  });

  it('accepts what the reference library signs', () => {
    const randomness = new SeededRandomness(7);
    for (let round = 0; round < 50; round++) {
      const secret = generateSecret(randomness);
      const body = JSON.stringify({ round, text: `şeker ${randomness.bytes(round).toString('hex')}` });
      const at = new Date(NOW_MS + round * 1_000);
      const headers = {
        id: `msg_${String(round)}`,
        timestamp: String(Math.floor(at.getTime() / 1_000)),
        signature: new Webhook(secret).sign(`msg_${String(round)}`, at, body),
      };
      expect(
        verifyStandard({ headers, body: Buffer.from(body), secrets: [parseSecret(secret)], nowMs: NOW_MS }),
      ).toMatchObject({ isVerified: true });
    }
  });

  it('signs and verifies bytes that are no UTF-8, which the reference library cannot tell apart', () => {
    const first = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    const second = Buffer.from([0xfe, 0xff, 0x00, 0x81]);
    expect(first.toString()).toBe(second.toString());
    const signature = signStandard({ id: ID, timestampSeconds: 1_614_265_330, body: first, secrets: [SECRET] });
    expect(signature).toBe(
      `v1,${createHmac('sha256', SECRET).update(`${ID}.${TIMESTAMP}.`).update(first).digest('base64')}`,
    );
    expect(verify({ body: first, signature })).toMatchObject({ isVerified: true });
    expect(verify({ body: second, signature })).toMatchObject({ isVerified: false, reason: 'signature_mismatch' });
  });

  it('refuses a body with any bit turned over, cut off or added', () => {
    for (let index = 0; index < BODY.length * 8; index++) {
      const body = Buffer.from(BODY);
      body[index >> 3] = (body[index >> 3] ?? 0) ^ (1 << (index & 7));
      expect(verify({ body })).toMatchObject({ reason: 'signature_mismatch' });
    }
    for (const body of [
      BODY.subarray(1),
      BODY.subarray(0, -1),
      Buffer.concat([BODY, Buffer.from(' ')]),
      Buffer.alloc(0),
    ])
      expect(verify({ body })).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('refuses a signature with any character changed', () => {
    for (let index = 3; index < SIGNATURE.length; index++)
      for (const character of ['A', 'B', '=', '-', '\u00e9']) {
        const signature = SIGNATURE.slice(0, index) + character + SIGNATURE.slice(index + 1);
        if (signature !== SIGNATURE) expect([signature, verify({ signature }).isVerified]).toEqual([signature, false]);
      }
  });

  it('refuses an id or a timestamp that was not signed', () => {
    expect(verify({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJel' })).toMatchObject({ reason: 'signature_mismatch' });
    expect(verify({ timestamp: '1614265331' })).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('refuses a wrong key, and having none', () => {
    expect(verify({ secrets: [Buffer.alloc(24)] })).toMatchObject({ reason: 'signature_mismatch' });
    expect(verify({ secrets: [] })).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('refuses an id with a dot, which could be moved into the timestamp', () => {
    const signature = signStandard({
      id: 'a',
      timestampSeconds: 1_614_265_330,
      body: Buffer.from('1.x'),
      secrets: [SECRET],
    });
    expect(
      verify({ id: 'a.1614265330', timestamp: '1', body: Buffer.from('x'), signature, nowMs: 1_000 }),
    ).toMatchObject({ reason: 'id_invalid' });
  });

  it.each(['', ' 1614265330', '1614265330.0', '1e9', '-1', '0x1', 'NaN', '9'.repeat(13)])(
    'refuses the timestamp %j',
    (timestamp) => {
      expect(verify({ timestamp })).toMatchObject({ reason: 'timestamp_invalid' });
    },
  );

  it('refuses a signature that is older or newer than the tolerance, to the millisecond', () => {
    for (const offsetMs of [300_000, -300_000])
      expect(verify({ nowMs: NOW_MS + offsetMs })).toMatchObject({ isVerified: true });
    for (const offsetMs of [300_001, -300_001])
      expect(verify({ nowMs: NOW_MS + offsetMs })).toMatchObject({ reason: 'timestamp_outside_tolerance' });
    expect(verify({ nowMs: NOW_MS + 1_001, toleranceMs: 1_000 })).toMatchObject({
      reason: 'timestamp_outside_tolerance',
    });
    expect(verify({ nowMs: Number.NaN })).toMatchObject({ reason: 'timestamp_outside_tolerance' });
  });

  it('names the headers that are missing', () => {
    const headers = { id: undefined, timestamp: TIMESTAMP, signature: undefined };
    expect(verifyStandard({ headers, body: BODY, secrets: [SECRET], nowMs: NOW_MS })).toEqual({
      isVerified: false,
      reason: 'header_missing',
      diagnosis: 'no webhook-id, webhook-signature header',
    });
  });

  it('verifies everything that it signs, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.uint8Array({ minLength: 24, maxLength: 75 }),
        fc.stringMatching(/^[!-\-/-~]{1,40}$/),
        fc.nat(),
        (bytes, key, id, timestampSeconds) => {
          const body = Buffer.from(bytes);
          const secrets = [Buffer.from(key)];
          const signature = signStandard({ id, timestampSeconds, body, secrets });
          const nowMs = timestampSeconds * 1_000;
          expect(verify({ id, timestamp: String(timestampSeconds), signature, body, secrets, nowMs })).toMatchObject({
            isVerified: true,
            id,
          });
          expect(
            verify({ id: `${id}x`, timestamp: String(timestampSeconds), signature, body, secrets, nowMs }),
          ).toMatchObject({ isVerified: false });
        },
      ),
    );
  });
});
