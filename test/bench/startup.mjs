import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub } from './support/child.mjs';
import { median, round } from './support/figures.mjs';

/** From the start of the process to ready, with the embedded database: the first time, and later. */
export async function startup() {
  const folder = mkdtempSync(join(tmpdir(), 'kanca-startup-'));
  const timed = async () => {
    const started = performance.now();
    const hub = await startHub({ KANCA_DATA_DIR: folder });
    const ms = performance.now() - started;
    await hub.stop();
    return ms;
  };
  try {
    const first = await timed();
    const later = [await timed(), await timed(), await timed()];
    return { 'first start ms': round(first), 'later start ms': round(median(later)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
