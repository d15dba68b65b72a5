import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SystemRandomness } from '@kanca/core';
import type { Randomness } from '@kanca/core';
import { makeDirectory, unusableDirectory } from '../data-directory.js';
import { errorCode, whenMissing } from '../error-code.js';
import { flush } from '../flush.js';
import { KEY_BYTES } from './encryption-key.js';
import type { KeyRing } from './encryption-key.js';
import { parseEncryptionKeys } from './parse-encryption-keys.js';

/** The encryption keys, the file that they were read from, and whether that file was made just now. */
export interface LoadedKeyRing {
  readonly ring: KeyRing;
  readonly path: string;
  /** Whether the key was made just now: the operator must be told to keep a copy, for without it the secrets are lost. */
  readonly isNew: boolean;
}

/**
 * The key ring in `<dataDir>/encryption.key`; the first time it is made there, readable by the hub's user only. Of two hubs that
 * start at once both get the same key. To rotate, write the new key on a line above the old one.
 * @throws KancaError `invalid_request` when the file holds something else than keys, `unavailable` when the directory cannot be used
 */
export async function loadOrCreateKeyRing(
  dataDir: string,
  randomness: Randomness = new SystemRandomness(),
): Promise<LoadedKeyRing> {
  const path = join(dataDir, 'encryption.key');
  const text = await readFile(path, 'utf8')
    .catch(whenMissing(null))
    .catch((error: unknown) => {
      throw unusableDirectory(dataDir, error);
    });
  if (text !== null) return { ring: parseEncryptionKeys(text, path), path, isNew: false };
  const isNew = await makeKey(dataDir, path, randomness).catch((error: unknown) => {
    throw unusableDirectory(dataDir, error);
  });
  return { ring: parseEncryptionKeys(await readFile(path, 'utf8'), path), path, isNew };
}

async function makeKey(dataDir: string, path: string, randomness: Randomness): Promise<boolean> {
  await makeDirectory(dataDir);
  return create(path, `${randomness.bytes(KEY_BYTES).toString('base64')}\n`, randomness);
}

/**
 * Writes a file that appears whole or not at all, and only if it is not there: it is written under another name, and `link` gives
 * it its own, which fails where `rename` would replace.
 * @returns whether it was this call that made it
 */
async function create(path: string, text: string, randomness: Randomness): Promise<boolean> {
  const draft = `${path}.new-${randomness.bytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    await file.close();
    await link(draft, path);
    await flush(join(path, '..'));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
