import type { Taken } from '../ports/delivery-queue.js';

const SHORTEST_WAIT_MS = 50;

/**
 * Tells a worker when another claim may find something. A claim costs the database about a millisecond whether it finds anything or
 * not, so one is not made for every attempt that ends: only where something may have been left behind for want of room.
 */
export class ClaimHints {
  /** Consumers that were given all that they could be: there may be more. */
  private readonly full = new Set<string>();
  /** Consumers in `full` that got room after the claim under way began, or that the next claim will count. */
  private readonly freed = new Set<string>();
  private isCrowded = false;

  /** @param reserve slots that no tenant is given when it holds all the others: with no more than those free, a claim may have been cut short */
  constructor(private readonly reserve: number) {}

  /** @returns what to tell `claimed`: of whom the claim that begins now is going to know that they have room */
  begin(): ReadonlySet<string> {
    const freed = new Set(this.freed);
    this.freed.clear();
    return freed;
  }

  /**
   * @param slots how many the worker asked for
   * @returns whether another claim at once may find more
   */
  claimed(slots: number, taken: readonly Taken[], freed: ReadonlySet<string>): boolean {
    for (const consumerId of freed) this.full.delete(consumerId);
    const ofTenants = new Map<string, number>();
    let sum = 0;
    for (const { consumerId, tenant, deliveries, quota } of taken) {
      sum += deliveries;
      ofTenants.set(tenant, (ofTenants.get(tenant) ?? 0) + deliveries);
      if (deliveries < quota) this.full.delete(consumerId);
      else this.full.add(consumerId);
    }
    this.isCrowded = sum >= slots - this.reserve;
    const mayWantMore = ({ tenant, deliveries, quota, room, tenantRoom, isAnyLeftOut }: Taken): boolean =>
      (isAnyLeftOut || (deliveries >= quota && quota < room)) && (ofTenants.get(tenant) ?? 0) < tenantRoom;
    return sum < slots && taken.some(mayWantMore);
  }

  /** The worker had no slot to claim for. */
  hadNoRoom(): void {
    this.isCrowded = true;
  }

  /** In how long one more may go to a consumer that is held back by its rate; null when none is. */
  nextTokenMs(taken: readonly Taken[]): number | null {
    const waits = taken.flatMap(({ deliveries, quota, rate }) =>
      rate !== null && deliveries >= quota ? [Math.max(SHORTEST_WAIT_MS, 1_000 / rate)] : [],
    );
    return waits.length > 0 ? Math.min(...waits) : null;
  }

  /** An attempt of the consumer is over. @returns whether a claim may find something now */
  ended(consumerId: string): boolean {
    const isAwaited = this.full.has(consumerId);
    if (isAwaited) this.freed.add(consumerId);
    return isAwaited;
  }

  /** An attempt is completed, and its slot is free. @returns whether a claim may find something now */
  completed(): boolean {
    return this.isCrowded;
  }
}
