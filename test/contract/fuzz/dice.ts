/**
 * Numbers that look like chance and come again with the same seed, so that one number tells a whole request.
 * The steps are those of SplitMix32 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators").
 */
export class Dice {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed | 0;
  }

  /** From 0 to one less than `end`. */
  below(end: number): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return Math.floor((((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296) * end);
  }

  isOneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  /** One of a list that has some. */
  of<Item>(list: readonly Item[]): Item {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  }

  /** Short mostly, and long once in a while. */
  length(most: number): number {
    return this.isOneIn(8) ? this.below(most) : this.below(Math.min(most, 40));
  }

  bytes(most: number): Buffer {
    return Buffer.from(Array.from({ length: this.length(most) }, () => this.below(256)));
  }

  /** So many of them, each made anew. */
  some<Item>(most: number, make: () => Item): Item[] {
    return Array.from({ length: this.length(most) }, make);
  }
}
