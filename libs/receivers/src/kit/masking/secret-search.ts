import { BLOT } from '../blot.js';
import { formsOfSecret } from './forms-of-secret.js';
import { Literals, type Range } from './literals.js';

const BLOT_BYTES = Buffer.from(BLOT);
/** So many are blotted one by one. Of a text with more of them, all from there to the last one is blotted. */
const MAX_BLOTS = 10_000;

/** Looks for secrets in every common spelling. Spellings are made once; nothing that is searched, and no secret, is ever a pattern. */
export class SecretSearch {
  /** Whether there is nothing to look for. */
  readonly isEmpty: boolean;
  private readonly literals: Literals;

  constructor(secrets: readonly string[]) {
    const forms = secrets.flatMap(formsOfSecret);
    this.isEmpty = forms.length === 0;
    this.literals = new Literals(forms);
  }

  /** Where secrets stand, in order; ranges that overlap are one. Null when it would take too long to find out: then nobody knows whether there are any. */
  rangesIn(body: Buffer): readonly Range[] | null {
    return this.literals.rangesIn(body);
  }

  /** Bytes with `[redacted]` in place of each secret. The same buffer when it holds no secret; null when the search would take too long. */
  withoutSecrets(body: Buffer): Buffer | null {
    const ranges = this.rangesIn(body);
    return ranges === null ? null : withoutRanges(body, ranges);
  }

  /** The same of a text, which is `[redacted]` as a whole when it would take too long. */
  textWithoutSecrets(text: string): string {
    if (this.isEmpty) return text;
    const bytes = Buffer.from(text);
    const without = this.withoutSecrets(bytes);
    if (without === null) return BLOT;
    return without === bytes ? text : without.toString('utf8');
  }
}

/** Bytes with `[redacted]` in place of each range. The same buffer when there are no ranges. */
export function withoutRanges(body: Buffer, ranges: readonly Range[]): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  for (const [index, { start, end }] of ranges.entries()) {
    pieces.push(body.subarray(from, start), BLOT_BYTES);
    from = end;
    if (index < MAX_BLOTS) continue;
    from = ranges.at(-1)?.end ?? end;
    break;
  }
  return pieces.length === 0 ? body : Buffer.concat([...pieces, body.subarray(from)]);
}
