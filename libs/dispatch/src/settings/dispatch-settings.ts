/** How the engine runs. The defaults suit one process of two cores. */
export class DispatchSettings {
  /** Attempts under way at once in this process. */
  readonly maxRunning: number = 512;
  /** Attempts under way at once for the subscriptions of one tenant, over all processes; null for no such bound. */
  readonly tenantConcurrency: number | null = null;
  /** How much longer than a consumer's timeout its deliveries stay claimed: a worker that is alive always completes in time. */
  readonly claimMarginMs: number = 10_000;
  /**
   * The longest time until a claim expires. What runs for longer is prolonged while its worker lives. A worker that dies is noticed within seconds, because
   * its session with the database ends; this is for a machine that is cut off, whose session stays open on the server.
   */
  readonly maxClaimMs: number = 15_000;
  /** How often the queue is looked at when nobody wakes the worker. */
  readonly pollMs: number = 1_000;
  /** How often emitted events are looked for. */
  readonly outboxMs: number = 250;
  /** How often expired claims and workers that are gone are looked for. */
  readonly reconcileMs: number = 2_000;
  /** Bodies up to this size are read for a whole claim at once; larger ones one by one, when their attempt begins. */
  readonly inlineBodyBytes: number = 64 * 1024;
  /** Events that are kept in memory after they were stored, because their deliveries are about to begin. */
  readonly recentEventBytes: number = 64 * 1024 * 1024;
  /** Bodies larger than that, in memory at once. */
  readonly maxLargeBodyBytes: number = 128 * 1024 * 1024;
  /** How long a stopping process waits for its attempts before it aborts them. */
  readonly drainMs: number = 12_000;
  /** How many events may follow the first of a chain in which each was published because of the one before. At most 32,766. */
  readonly maxDepth: number = 10;
  /** Age at which events, deliveries and attempts go. */
  readonly retentionDays: number = 30;
  /** Whether the hub tells of itself by events (`kanca.delivery.dead`, ...). */
  readonly operationalEvents: boolean = false;
  /** Whether this process runs deliveries (role `worker`). */
  readonly worker: boolean = true;
  /** Whether it gives lost deliveries back and does the housekeeping (role `scheduler`). */
  readonly scheduler: boolean = true;

  constructor(settings: Partial<DispatchSettings> = {}) {
    Object.assign(this, settings);
  }
}

/** Age at which the claim of a running attempt is prolonged: well before the shortest one expires, which is longer than the margin. */
export function prolongAfterMs({ claimMarginMs, maxClaimMs }: DispatchSettings): number {
  return Math.min(claimMarginMs / 2, maxClaimMs / 4);
}

/**
 * Slots of a worker that stay free when one tenant holds all that it may: each claim gives a tenant at most as many slots as leave one in
 * eight of what is free to it and what it holds (`claim-due-deliveries.ts`). A worker of fewer than 8 slots keeps none.
 */
export function slotsForOthers({ maxRunning }: DispatchSettings): number {
  return Math.floor(maxRunning / 8);
}
