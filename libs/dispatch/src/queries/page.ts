import { KancaError, toId, uuidOf, type IdPrefix } from '@kanca/core';
import { timeOfUuid, type Walked } from './walk-back.js';

/** How many rows are wanted, and after which cursor. */
export interface PageRequest {
  /** 1 to 200. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page, newest first. `nextCursor` is null on the last one. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** Where a page starts: the UUID of the last row of the page before. */
export function uuidAfter(prefix: IdPrefix, cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  try {
    return uuidOf(prefix, cursor);
  } catch (error) {
    throw new KancaError('invalid_request', 'cursor: expected the nextCursor of the page before.', { cause: error });
  }
}

/** Cuts the page out of `limit + 1` rows. */
export function pageOf<Row extends { readonly id: string }, T>(
  prefix: IdPrefix,
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(view),
    nextCursor: rows.length > limit && last !== undefined ? toId(prefix, last.id) : null,
  };
}

/** A page of a search. */
export interface SearchPage<T> extends Page<T> {
  /** Where the search gave up, because it had looked for long enough: the next page goes on there. null when it looked at all it had to. */
  readonly searchedBack: Date | null;
}

/** Makes the page of what a walk found, which looked for one more than `limit`. */
export function searchPageOf<Row extends { readonly id: string }, T>(
  prefix: IdPrefix,
  { rows, stoppedAt }: Walked<Row>,
  limit: number,
  view: (row: Row) => T,
): SearchPage<T> {
  const page = pageOf(prefix, rows, limit, view);
  if (stoppedAt === null) return { ...page, searchedBack: null };
  return { data: page.data, nextCursor: toId(prefix, stoppedAt), searchedBack: timeOfUuid(stoppedAt) };
}
