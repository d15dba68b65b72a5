export interface KillWatchOptions {
  /** CPU time that the code may use, in milliseconds. */
  readonly cpuLimitMs: number;
  /** The limit in wall time, also where the CPU time is lower, and for systems that do not report CPU time. */
  readonly wallLimitMs: number;
  /** CPU time of the thread so far; null when it is not known. */
  readonly cpuMs: () => number | null;
  readonly onSpent: () => void;
}

/**
 * Says when code has used up its time, seen from outside its thread. CPU time counts: on a machine that is busy with others'
 * work, innocent code takes long by the clock on the wall.
 */
export class KillWatch {
  private readonly startedCpuMs: number | null;
  private readonly startedAt = performance.now();
  private timer: NodeJS.Timeout;
  private isOver = false;

  constructor(private readonly options: KillWatchOptions) {
    this.startedCpuMs = options.cpuMs();
    this.timer = setTimeout(this.look, options.cpuLimitMs);
  }

  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private readonly look = (): void => {
    const leftMs = this.leftMs();
    if (leftMs > 0) {
      this.timer = setTimeout(this.look, leftMs);
      return;
    }
    // If it was this process that stood still, the answer is here, and only has to be read.
    setImmediate(() => {
      if (!this.isOver) this.options.onSpent();
    });
  };

  /** The least time after which it may be spent. */
  private leftMs(): number {
    const { cpuLimitMs, wallLimitMs, cpuMs } = this.options;
    const wallMs = wallLimitMs - (performance.now() - this.startedAt);
    const now = cpuMs();
    if (this.startedCpuMs === null || now === null) return wallMs;
    return Math.min(wallMs, cpuLimitMs - (now - this.startedCpuMs));
  }
}
