/** Where time comes from. Injected everywhere, so that tests can turn it. */
export abstract class Clock {
  /** Milliseconds since the Unix epoch. */
  abstract now(): number;
}

/** The time of this machine, in milliseconds since 1970. */
export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}

/**
 * A clock that stands still until it is told to move.
 * @example
 * const clock = new FixedClock(Date.parse('2026-01-01T00:00:00Z'));
 * clock.advance(5_000);
 */
export class FixedClock extends Clock {
  constructor(private current: number) {
    super();
  }

  now(): number {
    return this.current;
  }

  advance(ms: number): void {
    this.current += ms;
  }

  set(ms: number): void {
    this.current = ms;
  }
}
