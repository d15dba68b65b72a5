import { compileFilters } from '@kanca/core';
import type { StreamItem, StreamKind } from './stream-item.js';

/** What a client wants to hear of. */
export interface StreamWish {
  /** `*`: every tenant. */
  readonly tenant: string;
  readonly kinds: readonly StreamKind[];
  /** An event type pattern. */
  readonly type?: string | undefined;
  /** `/github/acme` */
  readonly source?: string | undefined;
  /** `sub_…`, `hdl_…` or the name of a handler. */
  readonly consumer?: string | undefined;
}

/**
 * Whether an item is wanted. A filter leaves out what has nothing to compare: with a type or a consumer no rejection is told, since it has neither.
 * The queue is that of all tenants: those who see one tenant are not told of it.
 */
export function streamFilter({ tenant, kinds, type, source, consumer }: StreamWish): (item: StreamItem) => boolean {
  const wanted = new Set(kinds);
  const fits = type === undefined ? null : compileFilters([type]);
  return (item) => {
    if (!wanted.has(item.kind)) return false;
    if (tenant !== '*' && item.tenant !== tenant) return false;
    if (item.kind === 'queue') return true;
    if (item.kind === 'subscription') return consumer === undefined || (item.consumer?.includes(consumer) ?? false);
    if (fits !== null && (item.type === null || !fits(item.type))) return false;
    if (source !== undefined && item.source !== source) return false;
    // An event is told to those who ask for a consumer, too: its deliveries come after it.
    return consumer === undefined || item.kind === 'event' || (item.consumer?.includes(consumer) ?? false);
  };
}
