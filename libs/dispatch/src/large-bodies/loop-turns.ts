/**
 * One turn for each pass of the event loop. What works on a large body holds the loop for up to 50 ms; without turns, the
 * attempts of one event would do so one right after the other, and nothing else would be served in between.
 */
export class LoopTurns {
  private last: Promise<void> = Promise.resolve();

  next(): Promise<void> {
    this.last = this.last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.last;
  }
}
