const BUCKETS = 4_096;
const NONE = -1;
/** How many comparisons a byte may cost on the average, beside the one look that each takes. */
const COMPARISONS_PER_BYTE = 64;
const FEW_COMPARISONS = 4_096;
/** About 20 milliseconds. */
const MAX_COMPARISONS = 12_000_000;

/** From the first byte to the one after the last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Texts that are looked for in bytes, all at once and as they are. Each place of the bytes takes one look at its first two bytes, however many texts
 * there are. What begins alike is compared, and the comparisons are counted: texts and bytes that are made to be alike at every place would take
 * seconds otherwise, also with `indexOf`.
 */
export class Literals {
  private readonly texts: readonly Buffer[];
  /** By the first two bytes: the first text that begins so. Made when something is searched for the first time. */
  private heads: Int16Array | undefined;
  /** By text: the next one of the same bucket. */
  private readonly nexts: Int16Array;

  constructor(texts: readonly string[]) {
    this.texts = [...new Set(texts)].map((text) => Buffer.from(text)).filter(({ length }) => length >= 2);
    this.nexts = new Int16Array(this.texts.length).fill(NONE);
  }

  /** Where they stand, in order. Ranges that touch no other; null when it would take too long to find out. */
  rangesIn(body: Buffer): readonly Range[] | null {
    const { texts, nexts } = this;
    const found: Range[] = [];
    if (texts.length === 0) return found;
    const heads = (this.heads ??= this.headsOf());
    /** A text does not overlap itself: where it may begin again. */
    const free = new Int32Array(texts.length);
    let left = Math.min(MAX_COMPARISONS, FEW_COMPARISONS + body.length * COMPARISONS_PER_BYTE);
    let last: { start: number; end: number } | undefined;
    let ahead = body[0] ?? 0;
    for (let at = 0; at + 1 < body.length; at++) {
      const byte = ahead;
      ahead = body[at + 1] ?? 0;
      let index = heads[bucketOf(byte, ahead)] ?? NONE;
      if (index === NONE) continue;
      for (; index !== NONE; index = nexts[index] ?? NONE) {
        const text = texts[index];
        left -= 1;
        if (text === undefined || at < (free[index] ?? 0)) continue;
        const length = lengthOfSame(body, at, text);
        left -= length;
        if (left < 0) return null;
        if (length < text.length) continue;
        const end = at + length;
        free[index] = end;
        if (last !== undefined && at < last.end) last.end = Math.max(last.end, end);
        else found.push((last = { start: at, end }));
      }
      if (left < 0) return null;
    }
    return found;
  }

  private headsOf(): Int16Array {
    const heads = new Int16Array(BUCKETS).fill(NONE);
    for (const [index, text] of this.texts.entries()) {
      const bucket = bucketOf(text[0] ?? 0, text[1] ?? 0);
      this.nexts[index] = heads[bucket] ?? NONE;
      heads[bucket] = index;
    }
    return heads;
  }
}

function bucketOf(first: number, second: number): number {
  return ((first << 4) ^ second) & (BUCKETS - 1);
}

/** How many bytes are the same from there. */
function lengthOfSame(body: Buffer, at: number, text: Buffer): number {
  let length = 0;
  while (length < text.length && body[at + length] === text[length]) length += 1;
  return length;
}
