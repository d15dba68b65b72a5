import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadOrCreateKeyRing } from './key-file.js';

describe('loadOrCreateKeyRing', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'kanca-keys-')), 'data');
  });

  afterEach(async () => {
    await rm(join(dataDir, '..'), { recursive: true, force: true });
  });

  it('makes a key that only its owner can read, and finds it again', async () => {
    const first = await loadOrCreateKeyRing(dataDir);
    const second = await loadOrCreateKeyRing(dataDir);
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.ring[0].bytes).toEqual(first.ring[0].bytes);
    expect((await stat(first.path)).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['encryption.key']);
  });

  it('gives the same key to all of many that start at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => loadOrCreateKeyRing(dataDir)));
    expect(new Set(all.map(({ ring }) => ring[0].id)).size).toBe(1);
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await readdir(dataDir)).toEqual(['encryption.key']);
  });

  it('reads a ring that was rotated by hand', async () => {
    const { ring, path } = await loadOrCreateKeyRing(dataDir);
    await writeFile(path, `${Buffer.alloc(32, 9).toString('hex')}\n${await readFile(path, 'utf8')}`);
    const rotated = await loadOrCreateKeyRing(dataDir);
    expect(rotated.ring.map(({ bytes }) => bytes)).toEqual([Buffer.alloc(32, 9), ring[0].bytes]);
  });

  it('complains about a file that holds no key, by its path', async () => {
    const { path } = await loadOrCreateKeyRing(dataDir);
    await writeFile(path, '');
    await expect(loadOrCreateKeyRing(dataDir)).rejects.toThrow(`${path}: holds no key`);
  });

  it('names KANCA_DATA_DIR when the directory cannot be used', async () => {
    const { path } = await loadOrCreateKeyRing(dataDir);
    await expect(loadOrCreateKeyRing(join(path, 'below-a-file'))).rejects.toThrow(/set KANCA_DATA_DIR/);
  });
});
