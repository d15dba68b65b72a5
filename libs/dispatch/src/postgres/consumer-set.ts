import { compileFilters, type EventFilter } from '@kanca/core';
import type { Consumer } from '../ports/consumer-catalogue.js';

const MAX_REMEMBERED_TYPES = 10_000;

/** The consumers as of one version: which of them hear of an event type is worked out once per type. */
export class ConsumerSet {
  private readonly compiled: readonly { readonly consumer: Consumer; readonly passes: EventFilter }[];
  private readonly byId: ReadonlyMap<string, Consumer>;
  private readonly audience = new Map<string, readonly Consumer[]>();

  constructor(
    readonly version: number,
    readonly consumers: readonly Consumer[],
  ) {
    this.compiled = consumers.map((consumer) => ({ consumer, passes: compileFilters(consumer.filters) }));
    this.byId = new Map(consumers.map((consumer) => [consumer.id, consumer]));
  }

  get(id: string): Consumer | undefined {
    return this.byId.get(id);
  }

  /** Everyone who hears of an event of this type. */
  hearing(tenant: string, type: string): readonly Consumer[] {
    const key = `${tenant}\n${type}`;
    const known = this.audience.get(key);
    if (known !== undefined) return known;
    const found = this.compiled
      .filter(({ consumer, passes }) => (consumer.tenant === '*' || consumer.tenant === tenant) && passes(type))
      .map(({ consumer }) => consumer);
    // Types come from outside, so the memory for them is bounded.
    if (this.audience.size >= MAX_REMEMBERED_TYPES) this.audience.clear();
    this.audience.set(key, found);
    return found;
  }
}
