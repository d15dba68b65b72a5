import type { Observer } from '@kanca/core';
import { isUnavailable } from '@kanca/database';

const FIRST_RETRY_MS = 50;
const SLOWEST_RETRY_MS = 2_000;

/**
 * Keeps results that the database could not be told and tells it again until it listens. An attempt that was made cannot be made undone:
 * to forget its result would make it once more, or make a dead letter of a delivery that was taken. A result that comes late counts as long as
 * nobody has completed the attempt, and is recorded as stale after that. There are never more than attempts may run at once.
 */
export class KeptCompletions {
  private readonly stopped = new AbortController();
  private kept = 0;

  constructor(private readonly observer: Observer) {}

  /**
   * Calls `write` until it resolves, or fails for another reason than that the database is away.
   * @throws the last error, after `stop`
   */
  async keep<T>(write: () => Promise<T>): Promise<T> {
    let isKept = false;
    try {
      for (let retryMs = FIRST_RETRY_MS; ; retryMs = Math.min(2 * retryMs, SLOWEST_RETRY_MS)) {
        try {
          return await write();
        } catch (error) {
          if (!isUnavailable(error) || this.stopped.signal.aborted) throw error;
          if (!isKept) this.begin(error);
          isKept = true;
        }
        await this.pause(retryMs);
      }
    } finally {
      if (isKept) this.kept--;
    }
  }

  /** Nothing is tried again from now on: a kept verdict fails with its next error. */
  stop(): void {
    this.stopped.abort();
  }

  private begin(error: unknown): void {
    if (this.kept === 0)
      this.observer.faulted('settling an attempt; its result is kept, and written when the database answers', error);
    this.kept++;
  }

  private pause(ms: number): Promise<void> {
    const { signal } = this.stopped;
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted) done();
    });
  }
}
