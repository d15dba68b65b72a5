import type { Clock } from '@kanca/core';

export interface TurnLimits {
  /** Turns of one key in one window. */
  readonly perKey: number;
  /** Keys that are remembered in one window. */
  readonly keys: number;
  /** Whether a further key, which cannot be counted, gets its turns. */
  readonly isOpenWhenFull: boolean;
  /** Milliseconds after which all turns begin anew. */
  readonly windowMs: number;
}

/**
 * How often each key gets a turn in one window of time. Strangers choose the keys, so all of them are forgotten when the window is over, and no
 * more than a given number are counted.
 */
export class Turns {
  private readonly taken = new Map<string, number>();
  private window = 0;

  constructor(
    private readonly limits: TurnLimits,
    private readonly clock: Clock,
  ) {}

  /** Whether `take` would give a turn now. */
  isLeft(key: string): boolean {
    const window = Math.floor(this.clock.now() / this.limits.windowMs);
    if (window !== this.window) this.taken.clear();
    this.window = window;
    const before = this.taken.get(key);
    if (before !== undefined) return before < this.limits.perKey;
    return this.isRoom() || this.limits.isOpenWhenFull;
  }

  /** Takes one turn of the key; false when none is left. */
  take(key: string): boolean {
    if (!this.isLeft(key)) return false;
    const before = this.taken.get(key);
    if (before !== undefined || this.isRoom()) this.taken.set(key, (before ?? 0) + 1);
    return true;
  }

  private isRoom(): boolean {
    return this.taken.size < this.limits.keys;
  }
}
