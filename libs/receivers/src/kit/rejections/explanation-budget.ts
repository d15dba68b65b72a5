import { FairShares } from '../fair-shares.js';

const SHARE = 0.05;
const BURST_MS = 1_000;

/**
 * Bounds the time that a process spends on refusals beyond refusing and keeping them (explaining, looking for secrets in what is shown): a twentieth of
 * it, and one second at once. Anybody can send requests that are refused, and to explain one costs up to a hundred times as much as to refuse
 * it. So the time is shared: who spends much of it takes none of those who spent little.
 */
export class ExplanationBudget {
  private readonly shares = new FairShares(BURST_MS);
  private filledAt: number;

  /** @param now a clock in milliseconds that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.filledAt = now();
  }

  /** Whether time is left for this owner: a path, such as tenant, source, network. */
  isLeft(owner: readonly string[]): boolean {
    return this.leftOf(owner) > 0;
  }

  /**
   * @param explain gets a function that says whether time is left, to ask between its steps
   * @returns the result of `explain`; null when the time is used up
   */
  run(owner: readonly string[], explain: (hasTime: () => boolean) => string | null): string | null {
    const leftMs = this.leftOf(owner);
    if (leftMs <= 0) return null;
    const startedAt = this.now();
    return this.charge(owner, () => explain(() => this.now() - startedAt < leftMs));
  }

  /** Does some work in any case, and takes its time from the budget. */
  charge<T>(owner: readonly string[], work: () => T): T {
    const startedAt = this.now();
    try {
      return work();
    } finally {
      this.shares.take(owner, this.now() - startedAt);
    }
  }

  private leftOf(owner: readonly string[]): number {
    const now = this.now();
    this.shares.free((now - this.filledAt) * SHARE);
    this.filledAt = now;
    return this.shares.roomOf(owner);
  }
}
