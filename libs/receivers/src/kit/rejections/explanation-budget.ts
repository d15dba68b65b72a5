import { FairShares } from '../fair-shares.js';

const SHARE = 0.05;
const BURST_MS = 1_000;

/**
 * Bounds the time that a process spends on explaining refused requests, and on looking for secrets in their shown form: 5 % of the time, and one
 * second at once. Anybody can send requests that are refused, and explaining one costs up to a hundred times as much as refusing it. The time is
 * shared, so a sender that spends much of it takes none of the others.
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
