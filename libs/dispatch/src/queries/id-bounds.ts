import type { IdPrefix } from '@kanca/core';
import { firstUuidAt } from '../postgres/first-uuid-at.js';
import { uuidAfter, type PageRequest } from './page.js';

/** An id has the time of the process that made it, and `receivedAt` that of the database: so far they may be apart. */
const SKEW_MS = 300_000;

/** Between which ids rows of a time lie, as far as times tell. null: no bound. */
export function boundsOf(
  { cursor, since, until }: PageRequest & { readonly since?: Date | undefined; readonly until?: Date | undefined },
  prefix: IdPrefix = 'evt',
): { readonly after: string | null; readonly floor: string | null } {
  const below = [uuidAfter(prefix, cursor), until === undefined ? null : firstUuidAt(until.getTime() + SKEW_MS)].filter(
    (bound) => bound !== null,
  );
  return {
    after: below.toSorted()[0] ?? null,
    floor: since === undefined ? null : firstUuidAt(since.getTime() - SKEW_MS),
  };
}
