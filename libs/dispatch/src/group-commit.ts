import { KancaError } from '@kanca/core';

export interface GroupCommitOptions<Item, Result> {
  /** Commits a batch; resolves with one result per item, in order. */
  readonly commit: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly sizeOf: (item: Item) => number;
  /** Commits under way at once: two keep the database busy while the next batch gathers. */
  readonly maxInFlight: number;
  readonly maxBatchItems: number;
  readonly maxBatchBytes: number;
  /** Beyond these, callers are refused instead of queued: memory stays bounded when the database is slow. */
  readonly maxWaitingItems: number;
  readonly maxWaitingBytes: number;
  /** Whether a failed batch may hold one bad item: then each is committed alone, so that it fails alone. */
  readonly isolatesFailure: (error: unknown) => boolean;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly bytes: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets calls that come together share a commit: a batch is whatever arrived while the previous commits ran, so a lone call
 * never waits and a flood needs few commits.
 */
export class GroupCommit<Item, Result> {
  private queue: Waiting<Item, Result>[] = [];
  private waitingBytes = 0;
  private inFlight = 0;
  private scheduled = false;

  constructor(private readonly options: GroupCommitOptions<Item, Result>) {}

  /** @throws KancaError `unavailable` when too much waits already */
  add(item: Item): Promise<Result> {
    const bytes = this.options.sizeOf(item);
    if (
      this.queue.length >= this.options.maxWaitingItems ||
      (this.queue.length > 0 && this.waitingBytes + bytes > this.options.maxWaitingBytes)
    )
      return Promise.reject(
        new KancaError('unavailable', 'The database is slower than the requests that come in; nothing was stored.', {
          retryAfterSeconds: 5,
        }),
      );
    return new Promise<Result>((resolve, reject) => {
      this.queue.push({ item, bytes, resolve, reject });
      this.waitingBytes += bytes;
      this.schedule();
    });
  }

  // After the current round of I/O, so that all requests that were read together are in the batch.
  private schedule(): void {
    if (this.scheduled || this.inFlight >= this.options.maxInFlight) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.pump();
    });
  }

  private pump(): void {
    while (this.inFlight < this.options.maxInFlight && this.queue.length > 0) {
      const batch = this.take();
      this.inFlight++;
      void this.run(batch).finally(() => {
        this.inFlight--;
        if (this.queue.length > 0) this.schedule();
      });
    }
  }

  private take(): Waiting<Item, Result>[] {
    let bytes = 0;
    let count = 0;
    for (const waiting of this.queue) {
      if (count === this.options.maxBatchItems) break;
      if (count > 0 && bytes + waiting.bytes > this.options.maxBatchBytes) break;
      bytes += waiting.bytes;
      count++;
    }
    const batch = this.queue.slice(0, count);
    this.queue = this.queue.slice(count);
    this.waitingBytes -= bytes;
    return batch;
  }

  private async run(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.options.commit(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined)
          reject(new Error(`A commit of ${String(batch.length)} items gave no result for one.`));
        else resolve(result);
      });
    } catch (error) {
      if (batch.length > 1 && this.options.isolatesFailure(error))
        for (const waiting of batch) await this.run([waiting]);
      else for (const { reject } of batch) reject(error);
    }
  }
}
