/** Shorter ones are copied faster one by one than by a call. */
const FEW_BYTES = 24;

/** Bytes that are written piece by piece, without an object for each piece: there may be a hundred thousand. */
export class GrowingBytes {
  private bytes: Buffer;
  private length = 0;

  /** @param expected how many bytes there will be, about */
  constructor(expected: number) {
    this.bytes = Buffer.allocUnsafe(expected);
  }

  /** Adds what stands in `from` between two places. */
  add(from: Buffer, start = 0, end = from.length): void {
    this.makeRoom(end - start);
    if (end - start > FEW_BYTES) from.copy(this.bytes, this.length, start, end);
    else for (let at = start; at < end; at++) this.bytes[this.length + at - start] = from[at] ?? 0;
    this.length += end - start;
  }

  written(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private makeRoom(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.length + count));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
