import { describe, expect, it } from '@jest/globals';
import { KancaError } from '@kanca/core';
import { parseEncryptionKeys } from './parse-encryption-keys.js';

const bytes = (value: number, size = 32) => Buffer.alloc(size, value);

describe('parseEncryptionKeys', () => {
  it('reads base64, base64url and hex, newest first', () => {
    const keys = [
      bytes(251).toString('base64'),
      bytes(252).toString('base64url'),
      bytes(253).toString('hex').toUpperCase(),
    ];
    expect(parseEncryptionKeys(keys.join(' , ')).map((key) => key.bytes)).toEqual([bytes(251), bytes(252), bytes(253)]);
  });

  it('names a key by the start of its SHA-256', () => {
    expect(parseEncryptionKeys(bytes(0).toString('hex'))[0].id).toBe('66687aad');
  });

  it('names every wrong key by its place and shows none', () => {
    const short = bytes(1, 24).toString('base64');
    const wrong = 'pa$$phrase';
    const good = bytes(2).toString('hex');
    const parse = () => parseEncryptionKeys([short, good, wrong, good].join(','));
    expect(parse).toThrow(KancaError);
    expect(parse).toThrow(
      'KANCA_ENCRYPTION_KEYS: key 1 of 4 has 24 bytes; key 3 of 4 is neither base64 nor hex; key 4 of 4 is there twice. ' +
        'Expected are keys of 32 bytes',
    );
    for (const secret of [short, good, wrong]) expect(parse).not.toThrow(secret);
  });

  it('refuses an empty ring', () => {
    expect(() => parseEncryptionKeys(' , ', 'data/encryption.key')).toThrow('data/encryption.key: holds no key');
  });
});
