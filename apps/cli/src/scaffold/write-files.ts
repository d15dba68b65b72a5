import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CommandFailed } from '../output/command-failed.js';

/**
 * Writes new files, and never over old ones.
 * @param files texts by path
 * @returns the paths, as they were written
 * @throws CommandFailed when one is there already
 */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const written: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text, { flag: 'wx' }).catch((error: unknown) => {
      const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      throw isThere ? new CommandFailed(`${target} is there already: nothing was written over it.`) : error;
    });
    written.push(target);
  }
  return written;
}
