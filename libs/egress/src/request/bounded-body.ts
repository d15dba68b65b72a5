const FIRST_GROWTH_BYTES = 1_024;

/**
 * Collects a body up to a bound in one buffer. A list of chunks would cost a hundred times its bytes when an endpoint sends
 * them one by one.
 */
export class BoundedBody {
  private bytes = Buffer.alloc(0);
  private length = 0;

  constructor(private readonly maxBytes: number) {}

  /** Takes what fits. False when that was not all of the chunk. */
  append(chunk: Buffer): boolean {
    const taken = Math.min(chunk.length, this.maxBytes - this.length);
    if (this.length + taken > this.bytes.length) this.grow(this.length + taken);
    chunk.copy(this.bytes, this.length, 0, taken);
    this.length += taken;
    return taken === chunk.length;
  }

  toBuffer(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private grow(needed: number): void {
    // Most answers are one chunk: it gets exactly its size. From the second on, doubling keeps copies few.
    const size = this.length === 0 ? needed : Math.max(needed, this.length * 2, FIRST_GROWTH_BYTES);
    const grown = Buffer.allocUnsafe(Math.min(size, this.maxBytes));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }
}
