/** The ids from `lower` on and below `after`. */
export interface IdRange {
  readonly lower: string;
  readonly after: string;
}

/** What a walk needs. Ids are UUIDv7: they sort by time. */
export interface Walk<Row> {
  /** Where it begins: only ids below it are looked at. null: at the newest. */
  readonly after: string | null;
  /** Where it ends: ids below it are not looked at. */
  readonly floor: string | null;
  /** It ends when so many rows were found. */
  readonly wanted: number;
  /** No block is larger. */
  readonly maxBlock?: number;
  /** The id that is `size` rows below `after`; null when there are not so many. */
  readonly bound: (after: string, size: number) => Promise<string | null>;
  /** The rows of a range that fit, newest first, at most `limit`. */
  readonly read: (range: IdRange, limit: number) => Promise<readonly Row[]>;
}

/** What a walk found, newest first, and where it gave up: null when it found enough, or nothing is left to look at. */
export interface Walked<Row> {
  readonly rows: readonly Row[];
  readonly stoppedAt: string | null;
}

/** With the last block, a walk stays below 300 ms. */
const BUDGET_MS = 150;
const FIRST_BLOCK = 500;
const MAX_BLOCK = 20_000;
/** A block that took longer is not followed by a larger one. */
const QUICK_MS = 30;
const ABOVE_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const BELOW_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Looks for rows from the newest on, block by block, until enough are found or the time is over. So a filter that fits nothing costs as much as
 * one that fits everything, however much is stored; where it gave up is told, and the next page goes on there.
 */
export async function walkBack<Row>({
  after,
  floor,
  wanted,
  maxBlock = MAX_BLOCK,
  bound,
  read,
}: Walk<Row>): Promise<Walked<Row>> {
  const until = performance.now() + BUDGET_MS;
  const end = floor ?? BELOW_ALL;
  const rows: Row[] = [];
  let upper = after ?? ABOVE_ALL;
  let size = Math.min(FIRST_BLOCK, maxBlock);
  for (;;) {
    const startedAt = performance.now();
    const below = await bound(upper, size);
    const isLast = below === null || below <= end;
    const lower = isLast ? end : below;
    rows.push(...(await read({ lower, after: upper }, wanted - rows.length)));
    if (rows.length >= wanted || isLast) return { rows, stoppedAt: null };
    if (performance.now() >= until) return { rows, stoppedAt: lower };
    upper = lower;
    const tookMs = performance.now() - startedAt;
    size = tookMs < QUICK_MS ? Math.min(size * 2, maxBlock) : Math.max(100, Math.ceil(size / 2));
  }
}

/** When an id was made. */
export function timeOfUuid(uuid: string): Date {
  return new Date(Number.parseInt(uuid.replace('-', '').slice(0, 12), 16));
}
