import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SIZE_MB = 400;

/** A folder that may be a disk of its own, which can be filled. */
export interface SmallDisk {
  readonly path: string;
  /** Takes all the space that is left, until `free`. */
  fill(): void;
  free(): void;
  remove(): void;
}

/** Whether this process may mount file systems: as root, outside of containers that forbid it. */
export function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'kanca-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A memory disk of 400 MB; an ordinary folder, which cannot be filled, when nothing may be mounted. */
export function smallDisk(isMounted: boolean): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'kanca-disk-'));
  if (isMounted) execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(SIZE_MB)}m,mode=1777`, 'tmpfs', path]);
  const filler = join(path, 'filler');
  return {
    path,
    fill: () => {
      const { bavail, bsize } = statfsSync(path);
      try {
        writeFileSync(filler, Buffer.alloc(bavail * bsize));
      } catch (error) {
        // The server has taken some of it in the meantime: as full as it gets.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    free: () => {
      rmSync(filler, { force: true });
    },
    remove: () => {
      if (isMounted) execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
