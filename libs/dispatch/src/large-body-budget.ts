/** Bounds the memory of large bodies: who does not fit waits. One that is larger than the whole bound goes alone. */
export class LargeBodyBudget {
  private used = 0;
  private readonly waiting: { readonly bytes: number; readonly enter: () => void }[] = [];

  constructor(private readonly maxBytes: number) {}

  /** Resolves with the function that gives the room back. */
  async enter(bytes: number): Promise<() => void> {
    // In order, or a stream of smaller ones would keep a large one out for ever.
    if (this.waiting.length > 0 || !this.fits(bytes))
      await new Promise<void>((enter) => this.waiting.push({ bytes, enter }));
    else this.used += bytes;
    return () => {
      this.used -= bytes;
      this.admit();
    };
  }

  private fits(bytes: number): boolean {
    return this.used === 0 || this.used + bytes <= this.maxBytes;
  }

  private admit(): void {
    for (let next = this.waiting[0]; next !== undefined && this.fits(next.bytes); next = this.waiting[0]) {
      this.waiting.shift();
      this.used += next.bytes;
      next.enter();
    }
  }
}
