import { cp, mkdtemp, chmod, mkdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemRandomness } from '@kanca/core';
import { packagedBinaries } from './packaged-binaries.js';
import type { PackagedBinaries } from './packaged-binaries.js';
import { findBinaries } from './postgres-binaries.js';
import type { FindBinariesOptions } from './postgres-binaries.js';

const randomness = new SystemRandomness();

describe('findBinaries', () => {
  let root: string;
  let installed: PackagedBinaries;
  let options: FindBinariesOptions;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'kanca-binaries-'));
    await chmod(root, 0o755);
    const found = await packagedBinaries();
    if (found === null) throw new Error('the optional dependency with the binaries of this platform is not installed');
    installed = found;
    const account = process.geteuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null;
    options = {
      account,
      copies: join(root, 'copies'),
      machineCache: join(root, 'cache'),
      major: null,
      randomness,
      systemFolders: [],
    };
  });

  afterEach(async () => {
    await rm(root, { recursive: true, force: true });
  });

  it('uses the npm package where it is, when it runs there', async () => {
    // Whether it does depends on how this checkout was installed; a copy does in any case.
    const binaries = await findBinaries(options);
    expect(binaries.major).toBe(18);
    expect(binaries.version).toMatch(/^18\.\d+$/);
  });

  it('copies the package when its install script has not run, and makes the links that npm cannot carry', async () => {
    const packaged = await packageWithoutLinks();
    const binaries = await findBinaries({ ...options, packaged });
    const copy = join(root, options.account === null ? 'copies' : 'cache', packaged.version);
    expect(binaries.postgres).toBe(join(copy, 'bin', 'postgres'));
    expect(await readlink(join(copy, 'lib', 'libpq.so.5'))).toMatch(/^libpq\.so\.5\.\d+$/);
    // The second start finds the copy.
    expect(await findBinaries({ ...options, packaged })).toEqual(binaries);
  });

  it('falls back on the binaries of the machine, newest first, and skips those too old or of another version than the data', async () => {
    const systemFolders = [await fake('14.9'), await fake('16.2 (Debian 16.2-1)'), await fake('17.0')];
    const machine = { ...options, packaged: null, systemFolders };
    expect((await findBinaries(machine)).version).toBe('16.2');
    expect((await findBinaries({ ...machine, major: 17 })).version).toBe('17.0');
    await expect(findBinaries({ ...machine, major: 18 })).rejects.toThrow(
      /No PostgreSQL 18, which made the data, can be run here\. Tried:\n {2}.*is version 14\.9, and 15 or later is needed\n {2}.*is version 16\.2\n {2}.*is version 17\.0\nSet DATABASE_URL/,
    );
  });

  it('says what to do when there is no PostgreSQL at all', async () => {
    await expect(findBinaries({ ...options, packaged: null })).rejects.toThrow(
      'No PostgreSQL can be run here. There is none on this machine.\nSet DATABASE_URL to a PostgreSQL server',
    );
  });

  async function packageWithoutLinks(): Promise<PackagedBinaries> {
    const native = join(root, 'package', 'native');
    const links: unknown = JSON.parse(await readFile(join(installed.native, 'pg-symlinks.json'), 'utf8'));
    const targets = JSON.stringify(links);
    await cp(installed.native, native, {
      recursive: true,
      filter: (source) => !targets.includes(`"target":"native/lib/${source.slice(source.lastIndexOf('/') + 1)}"`),
    });
    return { ...installed, native };
  }

  async function fake(version: string): Promise<string> {
    const folder = join(root, version);
    await mkdir(folder);
    for (const name of ['postgres', 'initdb'])
      await writeFile(join(folder, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${version}"\n`, { mode: 0o755 });
    return folder;
  }
});
