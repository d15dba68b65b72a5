import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { SeededRandomness, SystemRandomness } from '@kanca/core';
import { EncryptionKey } from './encryption-key.js';
import { SecretVault } from './secret-vault.js';

const randomness = new SystemRandomness();
const newKey = () => new EncryptionKey(randomness.bytes(32));
const SECRET = 'whsec_grüße-🔑';
const ROW = 'sources/default/0195';

/** The message of the error. */
function complaint(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  throw new Error('nothing was thrown');
}

describe('SecretVault', () => {
  it('opens what it has sealed', () => {
    const vault = new SecretVault([newKey()], randomness);
    expect(vault.open(vault.seal(SECRET, ROW), ROW)).toBe(SECRET);
    expect(vault.open(vault.seal('', ROW), ROW)).toBe('');
  });

  it('writes the version, the id of the key, and nothing that can be read', () => {
    const key = newKey();
    const sealed = new SecretVault([key], randomness).seal(SECRET, ROW);
    expect(sealed).toMatch(new RegExp(`^v1\\.${key.id}\\.[A-Za-z0-9_-]+$`));
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('whsec');
  });

  it('seals the same secret differently each time', () => {
    const vault = new SecretVault([newKey()], randomness);
    expect(vault.seal(SECRET, ROW)).not.toBe(vault.seal(SECRET, ROW));
  });

  it('stays able to open what the first version has sealed', () => {
    const vault = new SecretVault([new EncryptionKey(Buffer.alloc(32, 7))], new SeededRandomness(1));
    const sealed = 'v1.4bb06f8e.oACH-_dHnLht_nR9hVReoQWxdeiMG4Q6ll77dYGfsV2UJJZ_NFc9FxbjAECWKQ';
    expect(vault.seal(SECRET, ROW)).toBe(sealed);
    expect(vault.open(sealed, ROW)).toBe(SECRET);
  });

  it('refuses a secret that was copied to another row', () => {
    const vault = new SecretVault([newKey()], randomness);
    const sealed = vault.seal(SECRET, ROW);
    expect(complaint(() => vault.open(sealed, 'sources/default/0196'))).toContain('sealed for another row');
  });

  it('refuses a secret whose key is not in the ring, and names the key', () => {
    const [sealing, other] = [newKey(), newKey()];
    const sealed = new SecretVault([sealing], randomness).seal(SECRET, ROW);
    const vault = new SecretVault([other], randomness);
    expect(complaint(() => vault.open(sealed, ROW))).toContain(`sealed with the key ${sealing.id}`);
  });

  it('refuses a wrong key that has the right id', () => {
    const [sealing, other] = [newKey(), newKey()];
    const sealed = new SecretVault([sealing], randomness).seal(SECRET, ROW).replace(sealing.id, other.id);
    expect(() => new SecretVault([other], randomness).open(sealed, ROW)).toThrow('cannot be opened');
  });

  it('refuses a text with any one character changed', () => {
    const vault = new SecretVault([newKey()], randomness);
    const sealed = vault.seal(SECRET, ROW);
    for (let index = 0; index < sealed.length; index++) {
      const changed = sealed[index] === 'A' ? 'B' : 'A';
      const tampered = sealed.slice(0, index) + changed + sealed.slice(index + 1);
      expect(() => vault.open(tampered, ROW)).toThrow();
    }
  });

  it.each(['', 'v1', 'v1.00000000.', 'v1.00000000.AAAA', 'v2.00000000.AAAA', 'whsec_plain'])(
    'refuses %j, which no vault wrote',
    (text) => {
      const vault = new SecretVault([newKey()], randomness);
      expect(() => vault.open(text, ROW)).toThrow(`The secret of ${ROW}`);
    },
  );

  it('opens the secrets of older keys, and says that they should be sealed again', () => {
    const [older, newer] = [newKey(), newKey()];
    const sealed = new SecretVault([older], randomness).seal(SECRET, ROW);
    const rotated = new SecretVault([newer, older], randomness);
    expect(rotated.open(sealed, ROW)).toBe(SECRET);
    expect(rotated.needsReseal(sealed)).toBe(true);
    expect(rotated.needsReseal(rotated.seal(SECRET, ROW))).toBe(false);
  });

  it('shows neither keys nor secrets in errors and when it is printed', () => {
    const key = newKey();
    const vault = new SecretVault([key], randomness);
    const sealed = vault.seal(SECRET, ROW);
    const shown = [
      complaint(() => vault.open(sealed, 'elsewhere')),
      complaint(() => vault.open(`${sealed}A`, ROW)),
      inspect(vault, { depth: 9, showHidden: true }),
      inspect(key, { depth: 9, showHidden: true }),
      JSON.stringify({ vault, key }),
    ].join();
    expect(shown).not.toContain(SECRET);
    for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const)
      expect(shown).not.toContain(key.bytes.toString(form));
    expect(shown).not.toContain(key.bytes.toString('hex').replaceAll(/(..)(?!$)/g, '$1 '));
  });
});
