import { describe, expect, it } from '@jest/globals';
import { SeededRandomness } from '@kanca/core';
import { Webhook } from 'standardwebhooks';
import { signStandard } from './sign-standard.js';
import { generateSecret, parseSecret } from './standard-secret.js';

// https://github.com/standard-webhooks/standard-webhooks, the vector that its libraries share.
const VECTOR = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestampSeconds: 1_614_265_330,
  body: Buffer.from('{"test": 2432232314}'),
  secrets: [parseSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')],
};

describe('signStandard', () => {
  it('makes the official signature', () => {
    expect(signStandard(VECTOR)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('signs once with each key, in their order', () => {
    const [first = Buffer.alloc(0)] = VECTOR.secrets;
    const second = Buffer.alloc(32, 7);
    const alone = [first, second].map((secret) => signStandard({ ...VECTOR, secrets: [secret] }));
    expect(signStandard({ ...VECTOR, secrets: [first, second] })).toBe(alone.join(' '));
  });

  it('makes what the reference library accepts', () => {
    const randomness = new SeededRandomness(42);
    for (let round = 0; round < 50; round++) {
      const secret = generateSecret(randomness);
      const payload = { round, text: `çay ☕ ${randomness.bytes(round).toString('base64')}` };
      const body = Buffer.from(JSON.stringify(payload));
      const id = `evt_${String(round)}`;
      const timestampSeconds = Math.floor(Date.now() / 1_000);
      const signature = signStandard({ id, timestampSeconds, body, secrets: [Buffer.alloc(32), parseSecret(secret)] });
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(timestampSeconds),
        'webhook-signature': signature,
      };
      expect(new Webhook(secret).verify(body, headers)).toEqual(payload);
    }
  });

  it.each(['', 'evt.1', 'evt 1', 'evt\n1', 'évt', 'e'.repeat(257)])('refuses the id %j', (id) => {
    expect(() => signStandard({ ...VECTOR, id })).toThrow('without a dot');
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses the timestamp %d', (timestampSeconds) => {
    expect(() => signStandard({ ...VECTOR, timestampSeconds })).toThrow('whole seconds');
  });

  it('never leaves a webhook unsigned', () => {
    expect(() => signStandard({ ...VECTOR, secrets: [] })).toThrow('never sent unsigned');
  });
});
