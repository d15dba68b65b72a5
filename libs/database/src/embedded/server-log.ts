import { closeSync, copyFileSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

const MAX_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 4 * 1024;

/** What the server writes, in a file that stays below about 10 MB; the 10 MB before it are kept as `<path>.1`. */
export class ServerLog {
  private startOfRun = 0;

  constructor(readonly path: string) {}

  /** A descriptor for a server that is about to start. The caller closes it. */
  open(): number {
    this.trim();
    // The server gets the descriptor and not the path, so the file need not be in a folder that its user can enter.
    const descriptor = openSync(this.path, 'a', 0o600);
    this.startOfRun = fstatSync(descriptor).size;
    return descriptor;
  }

  /** Truncates in place: the server goes on writing through its descriptor. */
  trim(): void {
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
    if (size <= MAX_BYTES) return;
    copyFileSync(this.path, `${this.path}.1`);
    truncateSync(this.path);
    this.startOfRun = 0;
  }

  /** The last lines since the server was started. */
  tail(): string {
    const descriptor = openSync(this.path, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const from = Math.max(this.startOfRun, size - TAIL_BYTES);
      const bytes = Buffer.alloc(Math.max(0, size - from));
      readSync(descriptor, bytes, 0, bytes.length, from);
      return bytes.toString('utf8').trim();
    } finally {
      closeSync(descriptor);
    }
  }
}
