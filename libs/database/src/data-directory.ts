import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { KancaError } from '@kanca/core';
import { errorCode } from './error-code.js';

/**
 * Makes a directory and those above it, one level after the other: node's own recursive mkdir never ends in a file system that takes no
 * directories, such as /proc.
 * @throws the error of the file system
 */
export async function makeDirectory(path: string): Promise<void> {
  const absolute = resolve(path);
  const found = await stat(absolute).catch(() => null);
  if (found?.isDirectory() === true) return;
  if (found !== null) throw new Error(`${absolute} is not a folder`);
  if (dirname(absolute) !== absolute) await makeDirectory(dirname(absolute));
  await mkdir(absolute).catch((error: unknown) => {
    // Another hub may have been faster.
    if (errorCode(error) !== 'EEXIST') throw error;
  });
}

/** The system's own words name a file, and neither the setting nor the user who has to own the directory. */
export function unusableDirectory(dataDir: string, error: unknown): KancaError {
  return new KancaError(
    'unavailable',
    `the data directory ${dataDir} cannot be used (${error instanceof Error ? error.message : String(error)}): set KANCA_DATA_DIR ` +
      'to a directory that the user of the hub owns, or give it to that user with chown -R.',
    { cause: error },
  );
}

/** Whether the file system refused a call, as when a directory belongs to another user. */
export function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}
