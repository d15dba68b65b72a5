const EMPTY: Buffer = Buffer.alloc(0);
const SMALLEST_BUFFER = 16 * 1024;
/** From here on a body has to have come in chunks of a sensible size. */
const CHUNKS_TO_JUDGE = 10_000;
const CRUMB_BYTES = 16;

/**
 * A body that is still coming. Each chunk is a Buffer of its own, which costs far more than one byte: kept in a list, a body sent
 * byte by byte would take hundreds of times its size. So from the second chunk on, chunks are copied together.
 */
export class GrowingBody {
  length = 0;
  private chunks = 0;
  private buffer: Buffer = EMPTY;

  add(chunk: Buffer): void {
    this.chunks++;
    if (this.chunks === 1) this.buffer = chunk;
    else {
      this.reserve(this.length + chunk.length);
      chunk.copy(this.buffer, this.length);
    }
    this.length += chunk.length;
  }

  /** Nobody sends like this by accident: it costs the receiver much more than the sender. */
  get isCrumbs(): boolean {
    return this.chunks > CHUNKS_TO_JUDGE && this.length < this.chunks * CRUMB_BYTES;
  }

  bytes(): Buffer {
    return this.buffer.length === this.length ? this.buffer : this.buffer.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
    this.buffer = EMPTY;
  }

  private reserve(bytes: number): void {
    if (this.chunks > 2 && bytes <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(SMALLEST_BUFFER, bytes, this.buffer.length * 2));
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
  }
}
