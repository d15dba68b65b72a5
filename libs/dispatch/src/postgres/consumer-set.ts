import { compileFilters, compilePath, compileWhere, type EventFilter, type TextSearch } from '@kanca/core';
import { Audience, textSearchOf, type Listener } from '../log/audience.js';
import type { Consumer } from '../ports/consumer-catalogue.js';

const MAX_REMEMBERED_TYPES = 10_000;

interface Entry extends Listener {
  readonly passes: EventFilter;
}

/** The consumers as of one version: which of them hear of an event type is worked out once per type. */
export class ConsumerSet {
  private readonly audiences = new Map<string, Audience>();
  /** One a tenant and not one a type: a tenant may invent types without end. */
  private readonly searches = new Map<string, TextSearch>();

  private constructor(
    readonly version: number,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static empty(): ConsumerSet {
    return new ConsumerSet(0, new Map());
  }

  /** This set with some consumers added or replaced. Only their filters are compiled. */
  with(version: number, changed: readonly Consumer[]): ConsumerSet {
    const entries = new Map(this.entries);
    for (const consumer of changed)
      entries.set(consumer.id, {
        consumer,
        passes: compileFilters(consumer.filters),
        where: consumer.where === null ? null : compileWhere(consumer.where),
        orderBy: consumer.orderBy === null ? null : compilePath(consumer.orderBy),
      });
    const next = new ConsumerSet(version, entries);
    for (const [tenant, search] of this.searches)
      if (changed.every((consumer) => !changesSearch(this.get(consumer.id), consumer, tenant)))
        next.searches.set(tenant, search);
    return next;
  }

  get size(): number {
    return this.entries.size;
  }

  all(): readonly Consumer[] {
    return [...this.entries.values()].map(({ consumer }) => consumer);
  }

  get(id: string): Consumer | undefined {
    return this.entries.get(id)?.consumer;
  }

  /** Everyone who hears of events of this type, as far as the type tells. */
  hearing(tenant: string, type: string): Audience {
    const key = `${tenant}\n${type}`;
    const known = this.audiences.get(key);
    if (known !== undefined) return known;
    const ofTenant = this.ofTenant(tenant);
    const audience = new Audience(
      ofTenant.filter(({ passes }) => passes(type)),
      this.searchOf(tenant, ofTenant),
    );
    // Types come from outside, so the memory for them is bounded.
    if (this.audiences.size >= MAX_REMEMBERED_TYPES) this.audiences.clear();
    this.audiences.set(key, audience);
    return audience;
  }

  private ofTenant(tenant: string): readonly Entry[] {
    return [...this.entries.values()].filter(({ consumer }) => consumer.tenant === '*' || consumer.tenant === tenant);
  }

  private searchOf(tenant: string, entries: readonly Entry[]): TextSearch {
    const known = this.searches.get(tenant);
    if (known !== undefined) return known;
    const search = textSearchOf(entries);
    this.searches.set(tenant, search);
    return search;
  }
}

/** Whether what is looked for in the texts of a tenant's events is no longer the same: a change of state changes nothing in that. */
function changesSearch(before: Consumer | undefined, after: Consumer, tenant: string): boolean {
  const isHeard = [before?.tenant, after.tenant].some((one) => one === '*' || one === tenant);
  return isHeard && (before?.tenant !== after.tenant || JSON.stringify(before.where) !== JSON.stringify(after.where));
}
