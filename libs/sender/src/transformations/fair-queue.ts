/** Whose turn is taken: tenants share the time, and the lanes of a tenant take turns. */
export interface Lane {
  readonly tenant: string;
  /** Within the tenant: a subscription, or its previews. */
  readonly name: string;
}

export interface Queued {
  readonly lane: Lane;
}

export interface Places {
  readonly inAll: number;
  readonly perLane: number;
}

interface Tenant<T> {
  /** The first lane is the next to be served. None of them is empty. */
  readonly lanes: Map<string, T[]>;
  waiting: number;
  /** Time that it has had, counted from where the others were when it came. */
  usedMs: number;
}

/**
 * What waits, by tenant and lane. The tenant that has had the least time is served first, so that one whose code takes long delays itself; and
 * when all places are taken, the tenant that has the most of them gives one up.
 */
export class FairQueue<T extends Queued> {
  private readonly tenants = new Map<string, Tenant<T>>();
  /** The virtual time of the item that was served last. A new key begins there: it can neither save time up nor owe any. */
  private usedMs = 0;
  private waiting = 0;

  constructor(private readonly places: Places) {}

  /** @returns what has no place: nothing, the item itself, or one that had a place until now */
  push(item: T): T | null {
    const tenant = this.tenants.get(item.lane.tenant) ?? {
      lanes: new Map<string, T[]>(),
      waiting: 0,
      usedMs: this.usedMs,
    };
    const lane = tenant.lanes.get(item.lane.name) ?? [];
    if (lane.length >= this.places.perLane) return item;
    this.tenants.set(item.lane.tenant, tenant);
    tenant.lanes.set(item.lane.name, lane);
    lane.push(item);
    tenant.waiting += 1;
    this.waiting += 1;
    return this.waiting > this.places.inAll ? this.withoutOne() : null;
  }

  get isEmpty(): boolean {
    return this.waiting === 0;
  }

  next(): T | null {
    const tenant = this.leastServed();
    const [first] = tenant?.lanes ?? [];
    const item = first?.[1][0];
    if (tenant === null || first === undefined || item === undefined) return null;
    this.usedMs = Math.max(this.usedMs, tenant.usedMs);
    this.remove(item);
    // Behind the other lanes of its tenant.
    if (tenant.lanes.delete(first[0]) && first[1].length > 0) tenant.lanes.set(...first);
    return item;
  }

  /** What the one that was served has cost. */
  charge({ tenant: name }: Lane, ms: number): void {
    const tenant = this.tenants.get(name);
    if (tenant !== undefined) tenant.usedMs += ms;
  }

  remove(item: T): void {
    const { tenant: name, name: laneName } = item.lane;
    const tenant = this.tenants.get(name);
    const lane = tenant?.lanes.get(laneName);
    const at = lane?.indexOf(item) ?? -1;
    if (tenant === undefined || lane === undefined || at < 0) return;
    lane.splice(at, 1);
    tenant.waiting -= 1;
    this.waiting -= 1;
    if (lane.length === 0) tenant.lanes.delete(laneName);
  }

  /** @returns all of it; none is left */
  empty(): readonly T[] {
    const all = [...this.tenants.values()].flatMap(({ lanes }) => [...lanes.values()].flat());
    this.tenants.clear();
    this.waiting = 0;
    return all;
  }

  private leastServed(): Tenant<T> | null {
    let least: Tenant<T> | null = null;
    for (const [name, tenant] of this.tenants) {
      // One that owes nothing is as good as new.
      if (tenant.waiting === 0 && tenant.usedMs <= this.usedMs) this.tenants.delete(name);
      else if (tenant.waiting > 0 && (least === null || tenant.usedMs < least.usedMs)) least = tenant;
    }
    return least;
  }

  /** The one that came last to the fullest lane of the tenant that has the most. */
  private withoutOne(): T | null {
    const [fullest] = [...this.tenants.values()].sort((a, b) => b.waiting - a.waiting);
    const [lane] = [...(fullest?.lanes.values() ?? [])].sort((a, b) => b.length - a.length);
    const last = lane?.at(-1);
    if (last === undefined) return null;
    this.remove(last);
    return last;
  }
}
