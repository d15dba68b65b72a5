import { compileFilters } from '@kanca/core';

/** Whether an event type is heard, and because of which pattern. */
export interface FilterVerdict {
  readonly passed: boolean;
  /** The pattern that took it in, or kept it out; null when none fits. */
  readonly pattern: string | null;
  readonly reason: string;
}

/** Says of an event type and the filters of a subscription which of them decides. */
export function explainFilters(filters: readonly string[], type: string): FilterVerdict {
  const quoted = JSON.stringify(type);
  const fits = (pattern: string): boolean => compileFilters([pattern])(type);
  const excluding = filters.find((filter) => filter.startsWith('!') && fits(filter.slice(1)));
  if (excluding !== undefined)
    return { passed: false, pattern: excluding, reason: `Its filters exclude ${quoted}, with ${excluding}.` };
  const including = filters.filter((filter) => !filter.startsWith('!'));
  const taking = including.find(fits);
  if (taking !== undefined)
    return { passed: true, pattern: taking, reason: `Its filters take ${quoted} in, with ${taking}.` };
  if (including.length === 0)
    return { passed: true, pattern: null, reason: `Its filters only exclude, and none excludes ${quoted}.` };
  return { passed: false, pattern: null, reason: `None of its filters (${shown(including)}) fits ${quoted}.` };
}

function shown(filters: readonly string[]): string {
  const few = filters.slice(0, 10).join(', ');
  return filters.length > 10 ? `${few}, and ${String(filters.length - 10)} more` : few;
}
