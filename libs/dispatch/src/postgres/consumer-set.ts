import { compileFilters, type EventFilter } from '@kanca/core';
import type { Consumer } from '../ports/consumer-catalogue.js';

const MAX_REMEMBERED_TYPES = 10_000;

interface Entry {
  readonly consumer: Consumer;
  readonly passes: EventFilter;
}

/** The consumers as of one version: which of them hear of an event type is worked out once per type. */
export class ConsumerSet {
  private readonly audience = new Map<string, readonly Consumer[]>();

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
    for (const consumer of changed) entries.set(consumer.id, { consumer, passes: compileFilters(consumer.filters) });
    return new ConsumerSet(version, entries);
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

  /** Everyone who hears of an event of this type. */
  hearing(tenant: string, type: string): readonly Consumer[] {
    const key = `${tenant}\n${type}`;
    const known = this.audience.get(key);
    if (known !== undefined) return known;
    const found: Consumer[] = [];
    for (const { consumer, passes } of this.entries.values())
      if ((consumer.tenant === '*' || consumer.tenant === tenant) && passes(type)) found.push(consumer);
    // Types come from outside, so the memory for them is bounded.
    if (this.audience.size >= MAX_REMEMBERED_TYPES) this.audience.clear();
    this.audience.set(key, found);
    return found;
  }
}
