import type { BatchPolicy } from '../model/batch-policy.js';

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

interface Batch<Item, Result> {
  readonly waiting: Waiting<Item, Result>[];
  readonly timer: NodeJS.Timeout;
  readonly send: (items: readonly Item[]) => Promise<readonly Result[]>;
}

/** Gathers items of the same key until there are enough of them, or the first has waited long enough. */
export class BatchGatherer<Item, Result> {
  private readonly open = new Map<string, Batch<Item, Result>>();
  private isHurried = false;

  /**
   * @param send called once for each batch, with one to `maxEvents` items in the order in which they came; resolves with the result of
   * each
   */
  join(
    key: string,
    item: Item,
    { maxEvents, maxWaitMs }: BatchPolicy,
    send: (items: readonly Item[]) => Promise<readonly Result[]>,
  ): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const batch = this.open.get(key) ?? this.begin(key, maxWaitMs, send);
      batch.waiting.push({ item, resolve, reject });
      if (batch.waiting.length >= maxEvents) this.close(key);
    });
  }

  /** Lets nobody wait any more. */
  hurry(): void {
    this.isHurried = true;
    for (const key of [...this.open.keys()]) this.close(key);
  }

  private begin(key: string, maxWaitMs: number, send: Batch<Item, Result>['send']): Batch<Item, Result> {
    const timer = setTimeout(
      () => {
        this.close(key);
      },
      this.isHurried ? 0 : maxWaitMs,
    );
    const batch = { waiting: [], timer, send };
    this.open.set(key, batch);
    return batch;
  }

  private close(key: string): void {
    const batch = this.open.get(key);
    if (batch === undefined) return;
    this.open.delete(key);
    clearTimeout(batch.timer);
    batch.send(batch.waiting.map(({ item }) => item)).then(
      (results) => {
        for (const [index, { resolve, reject }] of batch.waiting.entries()) {
          const result = results[index];
          if (result === undefined) reject(new Error('A batch was sent without a result for each of its items.'));
          else resolve(result);
        }
      },
      (error: unknown) => {
        for (const { reject } of batch.waiting) reject(error);
      },
    );
  }
}
