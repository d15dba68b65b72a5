import { BLOT } from '../blot.js';
import { GrowingBytes } from './growing-bytes.js';
import { MaskingBudget } from './masking-budget.js';
import { withoutRanges } from './secret-search.js';
import type { Range } from './literals.js';
import type { SecretSearch } from './secret-search.js';

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const BLOTTED_TEXT = Buffer.from(JSON.stringify(BLOT));

/** A text of a JSON document. */
interface Quoted {
  /** Of its first quote. */
  readonly start: number;
  /** Just after its last quote. */
  readonly end: number;
  readonly hasEscapes: boolean;
}

/**
 * A JSON text without secrets in the texts that are values. Keys, numbers and every other byte stay as they are, so it is JSON with the same
 * types. The very same buffer when nothing was found, or when it would take too long to search it. Reads the text once; where the budget is used up, a
 * text that holds a secret is blotted as a whole.
 */
export function jsonWithoutSecrets(json: Buffer, search: SecretSearch, budget = new MaskingBudget()): Buffer {
  const ranges = budget.takeSearch(json.length) ? (search.rangesIn(json) ?? []) : [];
  let written: GrowingBytes | undefined;
  let [at, from, next] = [0, 0, 0];
  while (next < ranges.length) {
    const quoted = textFrom(json, at);
    if (quoted === null) break;
    const { start, end } = quoted;
    at = end;
    while ((ranges[next]?.end ?? json.length) <= start) next += 1;
    const first = next;
    while ((ranges[next]?.end ?? json.length + 1) <= end) next += 1;
    const isTouched = next > first || (ranges[next]?.start ?? json.length) < end;
    if (!isTouched || isKey(json, end)) continue;
    const isWithin =
      (ranges[first]?.start ?? 0) > start &&
      (ranges[next - 1]?.end ?? 0) < end &&
      (ranges[next]?.start ?? json.length) >= end;
    const touching = isWithin && !quoted.hasEscapes ? { ranges, first, next } : null;
    const without = textWithoutSecrets(json, quoted, { search, touching, budget });
    if (without === null) continue;
    written ??= new GrowingBytes(json.length);
    written.add(json, from, start);
    written.add(without);
    from = end;
  }
  written?.add(json, from);
  return written?.written() ?? json;
}

interface Touched {
  readonly search: SecretSearch;
  /** What was found in it, where the text is what its bytes spell; null where it has to be read and searched once more. */
  readonly touching: { readonly ranges: readonly Range[]; readonly first: number; readonly next: number } | null;
  readonly budget: MaskingBudget;
}

/** Null when it holds no secret. */
function textWithoutSecrets(
  json: Buffer,
  { start, end }: Quoted,
  { search, touching, budget }: Touched,
): Buffer | null {
  if (touching === null)
    return budget.takeText(end - start) ? readWithoutSecrets(json.subarray(start, end), search) : BLOTTED_TEXT;
  const { ranges, first, next } = touching;
  const only = next - first === 1 ? ranges[first] : undefined;
  if (only?.start === start + 1 && only.end === end - 1) return BLOTTED_TEXT;
  if (!budget.takeRanges(next - first)) return BLOTTED_TEXT;
  const within = ranges.slice(first, next).map((range) => ({ start: range.start - start, end: range.end - start }));
  return withoutRanges(json.subarray(start, end), within);
}

/** Read before it is searched: half of an escaped character would be no JSON, and means another character than it spells. */
function readWithoutSecrets(quoted: Buffer, search: SecretSearch): Buffer | null {
  try {
    const text = String(JSON.parse(quoted.toString('utf8')));
    const without = search.textWithoutSecrets(text);
    return without === text ? null : Buffer.from(JSON.stringify(without));
  } catch {
    return BLOTTED_TEXT;
  }
}

/** The next text of the document; null at its end. It is read byte by byte: `indexOf` takes longer for many short texts. */
function textFrom(json: Buffer, from: number): Quoted | null {
  let start = from;
  while (start < json.length && json[start] !== QUOTE) start += 1;
  if (start === json.length) return null;
  let hasEscapes = false;
  let end = start + 1;
  while (end < json.length && json[end] !== QUOTE) {
    const isEscape = json[end] === BACKSLASH;
    hasEscapes ||= isEscape;
    end += isEscape ? 2 : 1;
  }
  return { start, end: Math.min(end + 1, json.length), hasEscapes };
}

function isKey(json: Buffer, end: number): boolean {
  let at = end;
  while (BLANKS.has(json[at] ?? 0)) at += 1;
  return json[at] === COLON;
}
