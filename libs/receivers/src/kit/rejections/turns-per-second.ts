import type { Clock } from '@kanca/core';

const SECOND_MS = 1_000;

/**
 * How often each key gets a turn in one second. Strangers choose the keys, so all of them are forgotten when the second is over, and no
 * new one is taken in a second that has had too many.
 */
export class TurnsPerSecond {
  private readonly taken = new Map<string, number>();
  private second = 0;

  constructor(
    private readonly limits: { readonly perKey: number; readonly keys: number },
    private readonly clock: Clock,
  ) {}

  take(key: string): boolean {
    const second = Math.floor(this.clock.now() / SECOND_MS);
    if (second !== this.second) this.taken.clear();
    this.second = second;
    const before = this.taken.get(key) ?? 0;
    if (before >= this.limits.perKey || (before === 0 && this.taken.size >= this.limits.keys)) return false;
    this.taken.set(key, before + 1);
    return true;
  }
}
