import { KancaError } from '@kanca/core';

/** Lets pieces of work follow each other in the order in which they are given. What waits holds nothing but its place. */
export class SerialQueue {
  private last: Promise<unknown> = Promise.resolve();
  private underWay = 0;

  /** @param most how many may wait or run at once: beyond, callers are refused, so that memory stays bounded */
  constructor(private readonly most: number) {}

  /** @throws what `work` throws, which stops nobody else; KancaError `unavailable` when too much waits already */
  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.underWay >= this.most)
      return Promise.reject(
        new KancaError('unavailable', `${String(this.most)} replays and retries wait already: ask again in a moment.`, {
          retryAfterSeconds: 1,
        }),
      );
    this.underWay++;
    const result = this.last.then(work).finally(() => this.underWay--);
    this.last = result.catch(() => undefined);
    return result;
  }
}
