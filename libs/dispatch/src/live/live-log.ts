import { toId } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import type { ConsumerKind, ConsumerState } from '../ports/consumer-catalogue.js';
import { firstUuidAt } from '../postgres/first-uuid-at.js';
import { WakeUp } from '../wake-up/wake-up.js';
import { consumersSince } from './consumers-since.sql.js';
import { deliveriesSince, tenantDeliveriesSince, type DeliverySinceRow } from './deliveries-since.sql.js';
import { eventsSince, tenantEventsSince, type EventSinceRow } from './events-since.sql.js';

/** From when on the log is read, and how much of it. */
export interface Since {
  /** `*`: every tenant. */
  readonly tenant: string;
  /** Milliseconds since the Unix epoch. */
  readonly sinceMs: number;
  /** The newest so many are read. */
  readonly limit: number;
}

/** An event that was stored. */
export interface LiveEvent {
  /** `evt_…` */
  readonly id: string;
  readonly tenant: string;
  readonly provider: string | null;
  readonly source: string;
  readonly type: string;
  readonly subject: string | null;
  readonly time: Date;
  readonly receivedAt: Date;
}

/** A delivery of which an attempt failed, or that ended. */
export interface LiveDelivery {
  /** `dlv_…` */
  readonly id: string;
  readonly tenant: string;
  readonly event: { readonly id: string; readonly type: string; readonly source: string };
  readonly consumer: { readonly id: string; readonly kind: ConsumerKind; readonly name: string };
  readonly state: DeliverySinceRow['state'];
  readonly attemptCount: number;
  /** HTTP status of the last attempt, where there was one. */
  readonly status: number | null;
  readonly error: string | null;
  /** When it ended, or its last attempt did. */
  readonly at: Date;
}

/** A handler or subscription that was made or changed. */
export interface LiveConsumer {
  readonly id: string;
  readonly tenant: string;
  readonly kind: ConsumerKind;
  readonly name: string;
  readonly state: ConsumerState;
  /** Grows with each change of any consumer. */
  readonly revision: number;
}

/** What was changed of the consumers after a revision, newest first, and the revision that stands now. */
export interface ConsumerChanges {
  readonly revision: number;
  readonly changed: readonly LiveConsumer[];
}

/** Reads what is new in the log: for those who watch. What is read costs what is new, however much is stored. */
@Injectable()
export class LiveLog {
  constructor(
    private readonly pool: SqlPool,
    private readonly wakeUp: WakeUp,
  ) {}

  /** Calls `woken` when there may be something new, on any process. It may also be called for nothing, and not be called: read now and then, too. */
  onNews(woken: () => void): () => void {
    return this.wakeUp.onWake(woken);
  }

  /** Newest first. The moment is that of the ids, which is the clock of the process that stored the event. */
  async events({ tenant, sinceMs, limit }: Since): Promise<readonly LiveEvent[]> {
    const first = firstUuidAt(sinceMs);
    const rows =
      tenant === '*'
        ? await this.pool.run(eventsSince, { first, limit })
        : await this.pool.run(tenantEventsSince, { tenant, first, limit });
    return rows.map(eventOf);
  }

  /** Newest first. */
  async deliveries({ tenant, sinceMs, limit }: Since): Promise<readonly LiveDelivery[]> {
    const params = { sinceMs, firstAttempt: firstUuidAt(sinceMs), limit };
    const rows =
      tenant === '*'
        ? await this.pool.run(deliveriesSince, params)
        : await this.pool.run(tenantDeliveriesSince, { ...params, tenant });
    return rows.map(deliveryOf);
  }

  /** @param revision that is known already; 0 for none */
  async consumers(revision: number, limit: number): Promise<ConsumerChanges> {
    const rows = await this.pool.run(consumersSince, { revision, limit });
    const changed = rows.flatMap(({ id, tenant, kind, name, state, revision: changedAt }) =>
      id === null ? [] : [{ id: consumerId(kind, id), tenant, kind, name, state, revision: Number(changedAt) }],
    );
    return { revision: Number(rows[0]?.version ?? revision), changed };
  }
}

function eventOf({ id, received_at: receivedAt, ...event }: EventSinceRow): LiveEvent {
  return { id: toId('evt', id), ...event, receivedAt };
}

function deliveryOf(row: DeliverySinceRow): LiveDelivery {
  const kind = row.kind ?? 'subscription';
  return {
    id: toId('dlv', row.id),
    tenant: row.tenant,
    event: { id: toId('evt', row.event_id), type: row.type, source: row.source },
    consumer: { id: consumerId(kind, row.consumer_id), kind, name: row.name ?? '(removed)' },
    state: row.state,
    attemptCount: row.attempts,
    status: row.status,
    error: row.error,
    at: new Date(row.at_ms),
  };
}

function consumerId(kind: ConsumerKind, uuid: string): string {
  return toId(kind === 'handler' ? 'hdl' : 'sub', uuid);
}
