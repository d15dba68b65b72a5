import { BLOT } from '../blot.js';
import { formsOfSecret } from './forms-of-secret.js';
import { Literal } from './literal.js';

/** From the first byte to the one after the last. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const BLOT_BYTES = Buffer.from(BLOT);

/** Looks for secrets in every common spelling. Spellings are made once; nothing that is searched, and no secret, is ever a pattern. */
export class SecretSearch {
  private readonly literals: readonly Literal[];

  constructor(secrets: readonly string[]) {
    this.literals = [...new Set(secrets.flatMap(formsOfSecret))].map((form) => new Literal(form));
  }

  /** How many bytes are compared at least to search so many bytes: each spelling reads all of them. */
  costOf(bytes: number): number {
    return bytes * this.literals.length;
  }

  /** Where secrets stand, in order; ranges that overlap are one. */
  rangesIn(body: Buffer): readonly Range[] {
    const found: Range[] = [];
    for (const literal of this.literals) {
      let start = literal.find(body, 0);
      while (start !== -1) {
        const end = start + literal.bytes.length;
        found.push({ start, end });
        start = literal.find(body, end);
      }
    }
    return merged(found.sort((left, right) => left.start - right.start));
  }

  /** Bytes with `[redacted]` in place of each secret; the very same buffer when there is none. */
  withoutSecrets(body: Buffer): Buffer {
    const pieces: Buffer[] = [];
    let from = 0;
    for (const { start, end } of this.rangesIn(body)) {
      pieces.push(body.subarray(from, start), BLOT_BYTES);
      from = end;
    }
    return pieces.length === 0 ? body : Buffer.concat([...pieces, body.subarray(from)]);
  }

  /** The same of a text. */
  textWithoutSecrets(text: string): string {
    const bytes = Buffer.from(text);
    const without = this.withoutSecrets(bytes);
    return without === bytes ? text : without.toString('utf8');
  }
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const whole: Range[] = [];
  for (const range of ranges) {
    const last = whole.at(-1);
    if (last === undefined || range.start >= last.end) whole.push(range);
    else whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return whole;
}
