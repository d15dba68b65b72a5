/** Less than any amount that matters: sums of fractions are not exact. */
const NOTHING = 1e-6;

/** Counts under the empty path. */
const NOBODY: readonly string[] = [''];

/**
 * One capacity (places, bytes, milliseconds) that many owners share. An owner is a path, such as tenant, source, network. At each step of the path
 * it may take as long as it has less than is left, so an owner that takes all it can leaves as much as it has for the others: one greedy
 * tenant gets at most half, two get a third each, and the rest stays free for those that took nothing yet.
 * No owner's path is the beginning of another's; an empty path is nobody in particular, who may take all that is left. Source: the dynamic thresholds of Choudhury and Hahne, which share the memory of a switch in this way.
 */
export class FairShares {
  private readonly all = new Share();

  constructor(private readonly capacity: number) {}

  /** How much the owner may take; zero or less when it has its share. */
  roomOf(owner: readonly string[]): number {
    let share: Share | undefined = this.all;
    let room = this.capacity - share.taken;
    for (const name of owner) {
      share = share?.parts.get(name);
      room -= share?.taken ?? 0;
    }
    return room;
  }

  /** Takes an amount, also one that is larger than the room: what was spent is known only afterwards. */
  take(owner: readonly string[], amount: number): void {
    let share = this.all;
    share.taken += amount;
    for (const name of owner.length === 0 ? NOBODY : owner) {
      share = share.part(name);
      share.taken += amount;
    }
  }

  /** Gives back what the owner took. */
  giveBack(owner: readonly string[], amount: number): void {
    let share: Share | undefined = this.all;
    share.giveBack(amount);
    for (const name of owner.length === 0 ? NOBODY : owner) {
      const parts: Map<string, Share> = share.parts;
      share = parts.get(name);
      if (share === undefined) return;
      share.giveBack(amount);
      if (share.taken === 0) parts.delete(name);
    }
  }

  /** Frees an amount: the same for each tenant that took some, within it the same for each source, and so on. */
  free(amount: number): void {
    this.all.free(amount);
  }

  /** Frees everything. */
  clear(): void {
    this.all.clear();
  }
}

/** What one owner took, and what those took that it consists of. */
class Share {
  taken = 0;
  /** Only those that took something: so the number of parts is bounded by the capacity, also where strangers choose their names. */
  readonly parts = new Map<string, Share>();

  part(name: string): Share {
    const part = this.parts.get(name) ?? new Share();
    this.parts.set(name, part);
    return part;
  }

  giveBack(amount: number): void {
    this.taken = this.taken - amount > NOTHING ? this.taken - amount : 0;
  }

  /** @returns how much of the amount was freed */
  free(amount: number): number {
    const freed = this.parts.size === 0 ? Math.min(amount, this.taken) : this.freeParts(amount);
    this.giveBack(freed);
    return freed;
  }

  clear(): void {
    this.taken = 0;
    this.parts.clear();
  }

  /** What one part does not need is for the others, so this goes on while a part became empty. */
  private freeParts(amount: number): number {
    let left = amount;
    let before: number;
    do {
      before = this.parts.size;
      const each = left / before;
      for (const [name, part] of this.parts) {
        left -= part.free(each);
        if (part.taken === 0) this.parts.delete(name);
      }
    } while (left > NOTHING && this.parts.size > 0 && this.parts.size < before);
    return amount - left;
  }
}
