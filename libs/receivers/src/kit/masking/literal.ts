const ANCHOR_BYTES = 32;

/**
 * A text that is looked for in bytes, as it is. Takes a time that grows with the bytes only: `indexOf` alone compares a text of 4,096 equal
 * letters at every place, so a text of more than 32 bytes is looked for by its first 32 bytes, and from there by the algorithm of
 * Knuth, Morris and Pratt.
 */
export class Literal {
  readonly bytes: Buffer;
  private readonly anchor: Buffer;
  private table: Int32Array | undefined;

  constructor(text: string) {
    this.bytes = Buffer.from(text);
    this.anchor = this.bytes.subarray(0, ANCHOR_BYTES);
  }

  /** Where it begins, at `from` or later; -1 when it is not there. */
  find(body: Buffer, from: number): number {
    const first = body.indexOf(this.anchor, from);
    return first === -1 || this.bytes.length <= ANCHOR_BYTES ? first : this.findWhole(body, first);
  }

  private findWhole(body: Buffer, from: number): number {
    const { bytes } = this;
    const table = (this.table ??= borders(bytes));
    let matched = 0;
    let at = from;
    while (at < body.length) {
      while (matched > 0 && body[at] !== bytes[matched]) matched = table[matched - 1] ?? 0;
      if (body[at] === bytes[matched]) matched += 1;
      at += 1;
      if (matched === bytes.length) return at - matched;
      if (matched > 0) continue;
      at = body.indexOf(this.anchor, at);
      if (at === -1) return -1;
    }
    return -1;
  }
}

/** For each beginning of the bytes, the length of the longest shorter beginning that it ends with. */
function borders(bytes: Buffer): Int32Array {
  const table = new Int32Array(bytes.length);
  let length = 0;
  for (let at = 1; at < bytes.length; at++) {
    while (length > 0 && bytes[at] !== bytes[length]) length = table[length - 1] ?? 0;
    if (bytes[at] === bytes[length]) length += 1;
    table[at] = length;
  }
  return table;
}
