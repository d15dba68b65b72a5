import { canonicalNumber, isJsonNumber, losesDigits } from './compare-decimals.js';
import { ExactNumber } from './exact-number.js';

/** The search of JavaScript is fast on usual texts; on short texts, and for short parts, it cannot take long on others either. */
const SHORT_TEXT = 4_096;
const SHORT_PART = 16;

/**
 * Whether a text contains another one. Its time is linear in both: `includes` compares up to all of the part at each place of a text that is made
 * for it, which takes seconds for a megabyte. Source: Knuth, Morris and Pratt, Fast Pattern Matching in Strings (1977).
 */
export function containsText(text: string, part: string): boolean {
  if (text.length <= SHORT_TEXT || part.length <= SHORT_PART) return text.includes(part);
  const codes = Uint16Array.from({ length: part.length }, (_, at) => part.charCodeAt(at));
  const borders = bordersOf(codes);
  let same = 0;
  for (let at = 0; at < text.length; at++) {
    same = longer(codes, borders, same, text.charCodeAt(at));
    if (same === codes.length) return true;
  }
  return false;
}

/** For each beginning of a text: how long the longest shorter beginning is that it ends with. */
function bordersOf(codes: Uint16Array): Uint32Array {
  const borders = new Uint32Array(codes.length);
  for (let at = 1; at < codes.length; at++) borders[at] = longer(codes, borders, borders[at - 1] ?? 0, codes[at] ?? 0);
  return borders;
}

/** How many characters are the same with one more of them. */
function longer(codes: Uint16Array, borders: Uint32Array, before: number, code: number): number {
  let same = before;
  while (same > 0 && codes[same] !== code) same = borders[same - 1] ?? 0;
  return codes[same] === code ? same + 1 : same;
}

/** The items of a list, made ready once for all filters that look into it. */
interface Items {
  readonly plain: ReadonlySet<unknown>;
  /** Numbers with digits that JavaScript would lose: a text in a filter means these too. Canonical. */
  readonly long: ReadonlySet<string>;
}

const itemsOfLists = new WeakMap<readonly unknown[], Items>();

/** Whether a list of an event, which does not change, has that item. Numbers are compared by all of their digits. */
export function containsItem(list: readonly unknown[], item: unknown): boolean {
  const { plain, long } = itemsOf(list);
  if (plain.has(item)) return true;
  return (
    typeof item === 'string' && long.size > 0 && isJsonNumber(item) && long.has(canonicalNumber(new ExactNumber(item)))
  );
}

function itemsOf(list: readonly unknown[]): Items {
  const known = itemsOfLists.get(list);
  if (known !== undefined) return known;
  const [plain, long] = [new Set<unknown>(), new Set<string>()];
  for (const item of list)
    if (!(item instanceof ExactNumber)) plain.add(item ?? null);
    else if (losesDigits(item)) long.add(canonicalNumber(item));
    else plain.add(item.valueOf());
  const items = { plain, long };
  itemsOfLists.set(list, items);
  return items;
}
