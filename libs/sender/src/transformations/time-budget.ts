import { readFileSync } from 'node:fs';

/** Where Linux says how long this thread has run. The first number is in nanoseconds. */
const SCHEDULER_STATISTICS = '/proc/thread-self/schedstat';
/** However busy the machine is. */
const MOST_BY_THE_WALL = 10;

/**
 * Time to compute in. On a busy machine the clock on the wall also counts what others compute, so it only tells when to look: what is
 * counted is the time of this thread, where the operating system tells it.
 */
export class TimeBudget {
  private readonly startedAt = performance.now();
  private readonly startedCpuMs: number | null;

  constructor(private readonly ms: number) {
    this.startedCpuMs = threadCpuMs();
  }

  isSpent(): boolean {
    const elapsed = performance.now() - this.startedAt;
    if (elapsed < this.ms) return false;
    if (this.startedCpuMs === null || elapsed >= this.ms * MOST_BY_THE_WALL) return true;
    const now = threadCpuMs();
    return now === null || now - this.startedCpuMs >= this.ms;
  }
}

function threadCpuMs(): number | null {
  try {
    const nanoseconds = Number(readFileSync(SCHEDULER_STATISTICS, 'utf8').split(' ', 1)[0]);
    return Number.isFinite(nanoseconds) ? nanoseconds / 1_000_000 : null;
  } catch {
    return null;
  }
}
