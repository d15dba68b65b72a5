import { readFileSync, readlinkSync } from 'node:fs';

/** The number by which Linux knows the thread that asks; null where the operating system does not tell. */
export function ownThreadId(): number | null {
  try {
    const id = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    return Number.isInteger(id) ? id : null;
  } catch {
    return null;
  }
}

/**
 * The CPU time that a thread of this process has used, in milliseconds; null where the operating system does not tell. On a busy
 * machine the clock on the wall also counts what others compute.
 * @param thread as `ownThreadId` gives it; the thread that asks, when it is left out
 */
export function threadCpuMs(thread?: number): number | null {
  const path = thread === undefined ? '/proc/thread-self' : `/proc/self/task/${String(thread)}`;
  try {
    // The first number of the file is nanoseconds on a CPU (Linux, Documentation/scheduler/sched-stats).
    const nanoseconds = Number(readFileSync(`${path}/schedstat`, 'utf8').split(' ', 1)[0]);
    return Number.isFinite(nanoseconds) ? nanoseconds / 1_000_000 : null;
  } catch {
    return null;
  }
}
