import { KancaError } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DeliveredEvent } from '../ports/event-head.js';
import type { Consumer } from '../ports/consumer-catalogue.js';
import { DeliveryQueue } from '../ports/delivery-queue.js';
import { EventReader } from '../postgres/event-reader.js';
import type { LeasedDelivery } from './lease.js';
import { CompleteLease } from './complete-lease.js';

/** A delivery that was claimed in the name of a lease. */
export interface LeaseRow {
  readonly tenant: string;
  readonly delivery_id: string;
  readonly event_id: string;
  readonly attempt: number;
}

export interface LeasedEvents {
  readonly deliveries: readonly LeasedDelivery[];
  /** UUIDs of the deliveries that were too much. */
  readonly left: readonly string[];
}

/** Reads the events of a lease, with their data. */
@Injectable()
export class ReadLeasedEvents {
  constructor(
    private readonly events: EventReader,
    private readonly queue: DeliveryQueue,
    private readonly completing: CompleteLease,
  ) {}

  /** Reads in the order of the rows, and no more than `maxBytes` of data beyond the first. */
  async read(consumer: Consumer, leaseId: string, rows: readonly LeaseRow[], maxBytes: number): Promise<LeasedEvents> {
    const events = await this.events.read(rows);
    const deliveries: LeasedDelivery[] = [];
    const left: string[] = [];
    let bytes = 0;
    for (const row of rows) {
      const event = events.get(row.event_id);
      if (event !== undefined) bytes += event.dataSize;
      const isTooMuch = left.length > 0 || (deliveries.length > 0 && bytes > maxBytes);
      if (isTooMuch) left.push(row.delivery_id);
      else if (event !== undefined) {
        const data = event.data ?? (await this.bodyOf(consumer, leaseId, row, event.dataId));
        if (data !== null)
          deliveries.push({
            deliveryId: row.delivery_id,
            number: row.attempt,
            event: new DeliveredEvent(event.head, data),
          });
      }
      // An event that was deleted by hand stays in the lease: it lapses again and again until it is a dead letter, where it is seen.
    }
    return { deliveries, left };
  }

  /** Null when it is gone, which fails this delivery and does not keep the others back. */
  private async bodyOf(consumer: Consumer, leaseId: string, row: LeaseRow, dataId: string): Promise<Buffer | null> {
    try {
      return await this.queue.readBody(row.tenant, dataId);
    } catch (error) {
      if (!(error instanceof KancaError && error.code === 'not_found')) throw error;
      await this.completing.complete(consumer, leaseId, [row.delivery_id], { kind: 'failed' }, error.message);
      return null;
    }
  }
}
