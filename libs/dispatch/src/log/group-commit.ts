import { KancaError } from '@kanca/core';

export interface Deadline<Result> {
  readonly ms: number;
  /** What the caller is told. @param hasBegun whether its commit was under way, so that it may still happen */
  readonly error: (hasBegun: boolean) => Error;
  /** It was committed after its caller had been sent away. */
  readonly committedLate: (result: Result) => void;
}

/** How writes are gathered into one commit: how it is done, and its bounds in items and bytes. */
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
  /** How long a caller waits at most; for ever when there is none. */
  readonly deadline?: Deadline<Result> | undefined;
  /** Whether a failed batch may hold one bad item: then each is committed alone, so that it fails alone. */
  readonly isolatesFailure: (error: unknown) => boolean;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly bytes: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  readonly dueAt: number;
  hasBegun: boolean;
  isOver: boolean;
}

/**
 * Lets calls that come together share a commit: a batch is all that arrived while the previous commits ran, so a lone call
 * never waits and a flood needs few commits.
 */
export class GroupCommit<Item, Result> {
  private queue: Waiting<Item, Result>[] = [];
  private waitingBytes = 0;
  private inFlight = 0;
  private scheduled = false;
  /** Everybody who waits, the longest first; only if there is a deadline. */
  private readonly callers = new Set<Waiting<Item, Result>>();
  private deadlineTimer: NodeJS.Timeout | null = null;

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
      const { deadline } = this.options;
      const dueAt = deadline === undefined ? Infinity : performance.now() + deadline.ms;
      const waiting = { item, bytes, resolve, reject, dueAt, hasBegun: false, isOver: false };
      this.queue.push(waiting);
      this.waitingBytes += bytes;
      if (deadline !== undefined) this.watch(waiting, deadline);
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
    for (const waiting of batch) waiting.hasBegun = true;
    this.queue = this.queue.slice(count);
    this.waitingBytes -= bytes;
    return batch;
  }

  private async run(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.options.commit(batch.map(({ item }) => item));
      batch.forEach((waiting, index) => {
        const result = results[index];
        if (result === undefined)
          this.fail(waiting, new Error(`A commit of ${String(batch.length)} items gave no result for one.`));
        else this.succeed(waiting, result);
      });
    } catch (error) {
      if (batch.length > 1 && this.options.isolatesFailure(error))
        for (const waiting of batch) await this.run([waiting]);
      else for (const waiting of batch) this.fail(waiting, error);
    }
  }

  private succeed(waiting: Waiting<Item, Result>, result: Result): void {
    if (waiting.isOver) this.options.deadline?.committedLate(result);
    this.callers.delete(waiting);
    waiting.resolve(result);
  }

  private fail(waiting: Waiting<Item, Result>, error: unknown): void {
    this.callers.delete(waiting);
    waiting.reject(error);
  }

  /** One timer for all: their time is up in the order in which they came. */
  private watch(waiting: Waiting<Item, Result>, deadline: Deadline<Result>): void {
    this.callers.add(waiting);
    this.deadlineTimer ??= setTimeout(() => {
      this.deadlineTimer = null;
      this.sendAway(deadline);
    }, deadline.ms).unref();
  }

  private sendAway(deadline: Deadline<Result>): void {
    const now = performance.now();
    for (const waiting of this.callers) {
      if (waiting.dueAt > now) {
        this.deadlineTimer = setTimeout(
          () => {
            this.deadlineTimer = null;
            this.sendAway(deadline);
          },
          waiting.dueAt - now + 1,
        ).unref();
        break;
      }
      waiting.isOver = true;
      if (!waiting.hasBegun) this.waitingBytes -= waiting.bytes;
      this.fail(waiting, deadline.error(waiting.hasBegun));
    }
    this.queue = this.queue.filter(({ isOver }) => !isOver);
  }
}
