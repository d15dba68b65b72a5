/** Whose turn is taken: tenants share the time, and the queues of a tenant take turns. */
export interface QueueKey {
  readonly tenant: string;
  /** Within the tenant: a subscription, or its previews. */
  readonly name: string;
}

export interface Queued {
  readonly queueKey: QueueKey;
}

export interface Places {
  readonly inAll: number;
  readonly perQueue: number;
}

interface Tenant<T> {
  /** The first queue is the next to be served. None of them is empty. */
  readonly queues: Map<string, T[]>;
  waiting: number;
  /** Time that it has had, counted from where the others were when it came. */
  usedMs: number;
}

/**
 * What waits, by tenant and queue. The tenant that has had the least time is served first, so that one whose code takes long delays itself; and
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
    const tenant = this.tenants.get(item.queueKey.tenant) ?? {
      queues: new Map<string, T[]>(),
      waiting: 0,
      usedMs: this.usedMs,
    };
    const queue = tenant.queues.get(item.queueKey.name) ?? [];
    if (queue.length >= this.places.perQueue) return item;
    this.tenants.set(item.queueKey.tenant, tenant);
    tenant.queues.set(item.queueKey.name, queue);
    queue.push(item);
    tenant.waiting += 1;
    this.waiting += 1;
    return this.waiting > this.places.inAll ? this.withoutOne() : null;
  }

  get isEmpty(): boolean {
    return this.waiting === 0;
  }

  next(): T | null {
    const tenant = this.leastServed();
    const [first] = tenant?.queues ?? [];
    const item = first?.[1][0];
    if (tenant === null || first === undefined || item === undefined) return null;
    this.usedMs = Math.max(this.usedMs, tenant.usedMs);
    this.remove(item);
    // Behind the other queues of its tenant.
    if (tenant.queues.delete(first[0]) && first[1].length > 0) tenant.queues.set(...first);
    return item;
  }

  /** What the one that was served has cost. */
  charge({ tenant: name }: QueueKey, ms: number): void {
    const tenant = this.tenants.get(name);
    if (tenant !== undefined) tenant.usedMs += ms;
  }

  remove(item: T): void {
    const { tenant: name, name: queueName } = item.queueKey;
    const tenant = this.tenants.get(name);
    const queue = tenant?.queues.get(queueName);
    const at = queue?.indexOf(item) ?? -1;
    if (tenant === undefined || queue === undefined || at < 0) return;
    queue.splice(at, 1);
    tenant.waiting -= 1;
    this.waiting -= 1;
    if (queue.length === 0) tenant.queues.delete(queueName);
  }

  /** @returns all of it; none is left */
  empty(): readonly T[] {
    const all = [...this.tenants.values()].flatMap(({ queues }) => [...queues.values()].flat());
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

  /** The one that came last to the fullest queue of the tenant that has the most. */
  private withoutOne(): T | null {
    const [fullest] = [...this.tenants.values()].sort((a, b) => b.waiting - a.waiting);
    const [queue] = [...(fullest?.queues.values() ?? [])].sort((a, b) => b.length - a.length);
    const last = queue?.at(-1);
    if (last === undefined) return null;
    this.remove(last);
    return last;
  }
}
