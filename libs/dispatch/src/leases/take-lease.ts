import { Clock, newUuid, Observer, Randomness } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import type { Consumer } from '../ports/consumer-catalogue.js';
import { claimDueDeliveries } from '../postgres/verbs/claim/claim-due-deliveries.sql.js';
import { GiveLeaseBack } from './give-lease-back.js';
import type { Lease } from './lease.js';
import { ReadLeasedEvents } from './read-leased-events.js';

/** A lease is a worker of its own, which begins with this claim. */
const NOTHING_IN_HAND = {
  hereIds: [],
  hereNumbers: [],
  hereConsumerIds: [],
  hereCounts: [],
  endedConsumerIds: [],
  endedClaimIds: [],
};

/** Claims due deliveries in the name of a lease, and reads what they deliver. */
@Injectable()
export class TakeLease {
  constructor(
    private readonly pool: SqlPool,
    private readonly reading: ReadLeasedEvents,
    private readonly giving: GiveLeaseBack,
    private readonly observer: Observer,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** See `Leases.take`. */
  async take(consumer: Consumer, limit: number, leaseMs: number, maxBytes: number): Promise<Lease> {
    const id = newUuid(this.clock, this.randomness);
    const rows = await this.pool.run(claimDueDeliveries, {
      slots: limit,
      kinds: [],
      consumerIds: [consumer.id],
      claimId: id,
      worker: id,
      claimMarginMs: null,
      maxClaimMs: leaseMs,
      tenantConcurrency: null,
      ...NOTHING_IN_HAND,
    });
    if (rows.length === 0) return { id, deliveries: [] };
    try {
      const { deliveries, left } = await this.reading.read(consumer, id, rows, maxBytes);
      if (left.length > 0) await this.giving.giveBack(consumer, id, left);
      return { id, deliveries };
    } catch (error) {
      await this.giving.giveBack(consumer, id).catch((failure: unknown) => {
        this.observer.faulted('giving a lease back; it will lapse', failure);
      });
      throw error;
    }
  }
}
