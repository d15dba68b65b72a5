import type { ReplayFilter } from './replay-filter.js';

/** A filter as JSON, times as RFC 3339. */
export type StoredFilter = Omit<ReplayFilter, 'since' | 'until'> & {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
};

/** @param consumer the public id of the consumer that the filter names */
export function filterToStore({ since, until, ...rest }: ReplayFilter, consumer: string | undefined): StoredFilter {
  return { ...rest, consumer, since: since?.toISOString(), until: until?.toISOString() };
}

/** The filter that `filterToStore` wrote. */
export function storedFilter(json: StoredFilter): ReplayFilter {
  const { since, until, ...rest } = json;
  return {
    ...rest,
    since: since === undefined ? undefined : new Date(since),
    until: until === undefined ? undefined : new Date(until),
  };
}
