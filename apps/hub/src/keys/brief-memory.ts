import type { Clock } from '@kanca/core';

/** Half of the second within which every hub refuses a key or a session that was revoked on another. */
const REMEMBER_MS = 500;
const MAX_REMEMBERED = 1_000;

interface Remembered<T> {
  readonly found: Promise<T | null>;
  /** From the moment in which it was asked for: the answer may have been old when it came. */
  readonly until: number;
}

/**
 * Answers of the database that are kept for half a second, so that a thousand calls a second with one key ask twice. Calls that come together
 * share one question. Nobody has to be told of a revocation: a message can be lost, and this cannot.
 */
export class BriefMemory<T> {
  private readonly remembered = new Map<string, Remembered<T>>();

  constructor(private readonly clock: Clock) {}

  /** @param ask the database; null is not remembered, and neither is an error */
  find(name: string, ask: () => Promise<T | null>): Promise<T | null> {
    const now = this.clock.now();
    const known = this.remembered.get(name);
    if (known !== undefined && known.until > now && known.until <= now + REMEMBER_MS) return known.found;
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    const asked = { found: ask(), until: now + REMEMBER_MS };
    this.remembered.set(name, asked);
    const forget = (): void => {
      if (this.remembered.get(name) === asked) this.remembered.delete(name);
    };
    asked.found.then((found) => {
      if (found === null) forget();
    }, forget);
    return asked.found;
  }

  forget(): void {
    this.remembered.clear();
  }
}
