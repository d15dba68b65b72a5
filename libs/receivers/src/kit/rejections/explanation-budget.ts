const SHARE = 0.05;
const BURST_MS = 1_000;

/**
 * Bounds the time that a process spends on refusals beyond refusing them (explaining, taking secrets out): a twentieth of it, and one second at once.
 * Anybody can send requests that are refused, and to explain one costs up to a hundred times as much as to refuse it.
 */
export class ExplanationBudget {
  private leftMs = BURST_MS;
  private filledAt: number;

  /** @param now a clock in milliseconds that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.filledAt = now();
  }

  /** Whether time is left. */
  isLeft(): boolean {
    const now = this.now();
    this.leftMs = Math.min(BURST_MS, this.leftMs + (now - this.filledAt) * SHARE);
    this.filledAt = now;
    return this.leftMs > 0;
  }

  /**
   * @param explain gets a function that says whether time is left, to ask between its steps
   * @returns the result of `explain`; null when the time is used up
   */
  run(explain: (hasTime: () => boolean) => string | null): string | null {
    if (!this.isLeft()) return null;
    const startedAt = this.now();
    return this.charge(() => explain(() => this.now() - startedAt < this.leftMs));
  }

  /** Does some work in any case, and takes its time from the budget. */
  charge<T>(work: () => T): T {
    const startedAt = this.now();
    try {
      return work();
    } finally {
      const endedAt = this.now();
      this.leftMs -= endedAt - startedAt;
      this.filledAt = endedAt;
    }
  }
}
