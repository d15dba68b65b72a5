import { open } from 'node:fs/promises';

/** Brings a file, or the names in a folder, to the disk, so that a power cut does not undo it. */
export async function flush(path: string): Promise<void> {
  // Windows opens no folders, and flushes names by itself.
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (process.platform === 'win32') return null;
    throw error;
  });
  try {
    await handle?.sync();
  } catch (error) {
    if (process.platform !== 'win32') throw error;
  } finally {
    await handle?.close();
  }
}
