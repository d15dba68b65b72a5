import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '@kanca/database';
import { startHub } from './support/child.mjs';

/** Resident memory of an idle hub, without its database. Linux only: it reads /proc. */
export async function memory({ adminUrl }) {
  const hub = await startHub({ DATABASE_URL: await createDatabase(adminUrl, 'bench_memory') });
  await sleep(3_000);
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${hub.child.pid}/status`, 'utf8'))?.[1] ?? 0);
  await hub.stop();
  return { 'idle resident MB': Math.round(kilobytes / 1024) };
}
