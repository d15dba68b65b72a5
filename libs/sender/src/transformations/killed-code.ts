const FIRST_REST_MS = 30_000;
const LONGEST_REST_MS = 600_000;
const MAX_REMEMBERED = 10_000;

interface Kills {
  readonly count: number;
  readonly until: number;
}

/** Code that had to be killed rests: it holds everybody else's up for as long as it takes to find that out, and costs a new thread. */
export class KilledCode {
  private readonly kills = new Map<string, Kills>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Half a minute, and twice as long each time that it happens again, up to ten minutes. */
  note(key: string): void {
    const before = this.kills.get(key);
    const now = this.now();
    // Of one that has been quiet for as long as it could have rested, nothing is held against it.
    const count = before === undefined || now > before.until + LONGEST_REST_MS ? 1 : before.count + 1;
    this.kills.delete(key);
    const [oldest] = this.kills.keys();
    if (this.kills.size >= MAX_REMEMBERED && oldest !== undefined) this.kills.delete(oldest);
    this.kills.set(key, { count, until: now + Math.min(FIRST_REST_MS * 2 ** (count - 1), LONGEST_REST_MS) });
  }

  /** @returns for how long it rests yet; 0 when it does not */
  restsMs(key: string): number {
    return Math.max(0, (this.kills.get(key)?.until ?? 0) - this.now());
  }
}
