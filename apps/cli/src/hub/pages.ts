import type { ApiClient, ApiRequest } from './api-client.js';
import { CommandFailed } from '../output/command-failed.js';
import { numberOf } from '../input/number-of.js';
import type { Row } from '../output/table.js';

export interface Page<T = Row> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

export interface PageOptions {
  readonly limit?: string;
  readonly cursor?: string;
  readonly all?: boolean;
}

/** The most that the API gives at once. */
const MOST = 200;
const USUAL = 50;

/**
 * As much of a list as is wanted: page after page, since the API gives at most 200 at once.
 * @throws CommandFailed for a limit that is no whole number from 1
 */
export async function listOf<T = Row>(
  api: ApiClient,
  path: string,
  { limit, cursor, all = false }: PageOptions,
  query: ApiRequest['query'] = {},
): Promise<Page<T>> {
  const wanted = wantedOf(limit, all);
  const data: T[] = [];
  let next = cursor;
  do {
    const page = await api.call<Page<T>>(path, {
      query: { ...query, limit: Math.min(MOST, wanted - data.length), cursor: next },
    });
    data.push(...page.data);
    next = page.nextCursor ?? undefined;
  } while (next !== undefined && data.length < wanted);
  return { data, nextCursor: next ?? null };
}

function wantedOf(limit: string | undefined, all: boolean): number {
  if (all && limit !== undefined)
    throw new CommandFailed('--all and --limit exclude each other: give one of them.', { code: 'usage' });
  if (all) return Number.MAX_SAFE_INTEGER;
  const wanted = limit === undefined ? USUAL : numberOf('--limit', limit);
  if (!Number.isSafeInteger(wanted) || wanted < 1)
    throw new CommandFailed(`--limit takes a whole number from 1, got ${JSON.stringify(limit)}.`, { code: 'usage' });
  return wanted;
}

/** Tells people that a list is not whole. */
export function moreLine({ data, nextCursor }: Page<unknown>): readonly string[] {
  if (nextCursor === null) return [];
  return [`These are the first ${String(data.length)}, and there are more: --all, or --cursor ${nextCursor}`];
}
