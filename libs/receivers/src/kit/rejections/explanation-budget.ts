const SHARE = 0.05;
const BURST_MS = 1_000;

/**
 * Bounds the time that a process spends on explaining refusals: a twentieth of it, and one second at once. Anybody can send requests that are refused,
 * and to explain one costs up to a hundred times as much as to refuse it.
 */
export class ExplanationBudget {
  private leftMs = BURST_MS;
  private filledAt: number;

  /** @param now a clock in milliseconds that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.filledAt = now();
  }

  /** @returns the result of `explain`; null when the time is used up */
  run(explain: () => string | null): string | null {
    const startedAt = this.now();
    this.leftMs = Math.min(BURST_MS, this.leftMs + (startedAt - this.filledAt) * SHARE);
    this.filledAt = startedAt;
    if (this.leftMs <= 0) return null;
    try {
      return explain();
    } finally {
      this.leftMs -= this.now() - startedAt;
    }
  }
}
