import type { StreamItem } from './stream-item.js';

const MAX_SEEN = 20_000;

/** Which items were told to all already: the log is read again for the last seconds, for rows that were committed late. */
export class SeenItems {
  private readonly keys = new Set<string>();

  /** The items that are new, which are remembered. */
  fresh(items: readonly StreamItem[]): readonly StreamItem[] {
    const fresh = items.filter((item) => !this.keys.has(keyOf(item)));
    for (const item of fresh) this.keys.add(keyOf(item));
    // A set keeps the order in which it was filled: the oldest go first.
    for (const key of this.keys) {
      if (this.keys.size <= MAX_SEEN) break;
      this.keys.delete(key);
    }
    return fresh;
  }
}

function keyOf({ subject, version }: StreamItem): string {
  return `${subject} ${version}`;
}
