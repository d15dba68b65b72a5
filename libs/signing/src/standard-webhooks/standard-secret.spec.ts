import { describe, expect, it } from '@jest/globals';
import { KancaError, SeededRandomness, SystemRandomness } from '@kanca/core';
import { generateSecret, parseSecret } from './standard-secret.js';

describe('generateSecret', () => {
  it('makes whsec_ and the base64 of 32 bytes', () => {
    const secret = generateSecret(new SystemRandomness());
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(parseSecret(secret)).toHaveLength(32);
  });

  it('takes its randomness from what it is given', () => {
    expect(generateSecret(new SeededRandomness(1))).toBe(generateSecret(new SeededRandomness(1)));
    expect(generateSecret(new SeededRandomness(1))).not.toBe(generateSecret(new SeededRandomness(2)));
  });
});

describe('parseSecret', () => {
  it.each([24, 32, 64, 75])('reads %i bytes, with the prefix, without it, and without padding', (size) => {
    const key = new SeededRandomness(size).bytes(size);
    const text = key.toString('base64');
    for (const secret of [`whsec_${text}`, text, ` whsec_${text}\n`, text.replace(/=+$/, '')])
      expect(parseSecret(secret).equals(key)).toBe(true);
  });

  it.each([
    ['hunter2-hunter2-hunter2-hunter2!', 'is not base64'],
    ['whsec_hunter2hunter2hunter2hunter2hunter', 'is not base64'],
    [`whsec_${Buffer.from('hunter2'.repeat(3)).toString('base64')}`, 'has 21 bytes'],
    [`whsec_${Buffer.from('hunter2'.repeat(11)).toString('base64')}`, 'has 77 bytes'],
    ['', 'has 0 bytes'],
    ['whsec_', 'has 0 bytes'],
  ])('refuses %j without repeating it', (secret, why) => {
    const parse = (): Buffer => parseSecret(secret);
    expect(parse).toThrow(KancaError);
    expect(parse).toThrow(why);
    expect(parse).toThrow(
      expect.objectContaining({ code: 'invalid_request', message: expect.stringContaining('24 to 75 bytes') }),
    );
    if (secret.length > 8)
      expect(parse).toThrow(expect.objectContaining({ message: expect.not.stringContaining(secret.slice(6, 14)) }));
  });
});
