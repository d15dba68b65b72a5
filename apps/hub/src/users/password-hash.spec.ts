import { describe, expect, it } from '@jest/globals';
import { COST, isOutdated, readPasswordHash, writePasswordHash } from './password-hash.js';

describe('a password hash', () => {
  const made = { cost: COST, salt: Buffer.alloc(16, 1), hash: Buffer.alloc(32, 2) };

  it('is read as it was written, with the work beside it', () => {
    const text = writePasswordHash(made);
    expect(text).toBe(`$scrypt$ln=15,r=8,p=3$${made.salt.toString('base64url')}$${made.hash.toString('base64url')}`);
    expect(readPasswordHash(text)).toEqual(made);
  });

  it.each(['', 'plain text', '$argon2id$v=19$m=1$a$b', '$scrypt$ln=15,r=8,p=3$only-a-salt'])('is not %j', (text) => {
    expect(readPasswordHash(text)).toBeNull();
  });

  it('is outdated with other work than today', () => {
    expect(isOutdated(made)).toBe(false);
    expect(isOutdated({ ...made, cost: { ...COST, ln: 14 } })).toBe(true);
  });
});
