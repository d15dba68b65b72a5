import { canonicalNumber, isJsonNumber, losesDigits } from './compare-decimals.js';
import { ExactNumber } from './exact-number.js';

/** No operand of a filter is longer, in characters: see `MAX_LENGTH` of filters. */
export const LONGEST_OPERAND = 8_192;

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
    // Nothing that is looked for is as long. The engine keeps long texts of one length in one place of a set, where it compares them all.
    if (typeof item === 'string' && item.length > LONGEST_OPERAND) continue;
    else if (!(item instanceof ExactNumber)) plain.add(item ?? null);
    else if (losesDigits(item)) long.add(canonicalNumber(item));
    else plain.add(item.valueOf());
  const items = { plain, long };
  itemsOfLists.set(list, items);
  return items;
}
