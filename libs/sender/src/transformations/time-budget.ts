import { threadCpuMs } from './thread-cpu.js';

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
