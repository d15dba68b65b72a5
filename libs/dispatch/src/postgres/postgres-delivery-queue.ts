import { Clock, KancaError, newUuid, Randomness, toId } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DispatchSettings } from '../dispatch-settings.js';
import { GroupCommit } from '../group-commit.js';
import {
  DeliveryQueue,
  type ClaimedDelivery,
  type ClaimRequest,
  type LostDelivery,
  type SettledAttempt,
} from '../ports/delivery-queue.js';
import { eventHead, type EventRow } from './event-row.js';
import { cancelOrphanedDeliveries } from './verbs/cancel-orphaned-deliveries.js';
import { claimDueDeliveries } from './verbs/claim-due-deliveries.js';
import { completeDeliveries } from './verbs/complete-deliveries.js';
import { readBody } from './verbs/read-body.js';
import { takeOverLostDeliveries } from './verbs/take-over-lost-deliveries.js';

interface ClaimRow extends EventRow {
  readonly data_id: string;
  readonly data_size: number;
  /** Base64: a bytea comes as hex, which is half as long again and slower to read. */
  readonly data: string | null;
  readonly delivery_id: string;
  readonly consumer_id: string;
  readonly attempts: number;
  readonly attempts_allowed: number | null;
  readonly waited_ms: string;
  readonly consumer_version: string;
}

interface LostRow {
  readonly tenant: string;
  readonly delivery_id: string;
  readonly consumer_id: string;
  readonly event_id: string;
  readonly attempts: number;
  readonly attempts_allowed: number | null;
}

const MAX_ERROR_LENGTH = 2_000;

/** The queue in PostgreSQL. Its three verbs are the three statements in `verbs/`. */
@Injectable()
export class PostgresDeliveryQueue extends DeliveryQueue {
  private readonly completions: GroupCommit<SettledAttempt, boolean>;

  constructor(
    private readonly pool: SqlPool,
    private readonly settings: DispatchSettings,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {
    super();
    this.completions = new GroupCommit<SettledAttempt, boolean>({
      commit: (attempts) => this.completeAll(attempts),
      sizeOf: () => 1,
      maxInFlight: 2,
      maxBatchItems: 256,
      maxBatchBytes: Number.MAX_SAFE_INTEGER,
      // Bounded already by the attempts that may run at once.
      maxWaitingItems: Number.MAX_SAFE_INTEGER,
      maxWaitingBytes: Number.MAX_SAFE_INTEGER,
      isolatesFailure: () => false,
    });
  }

  async claim(request: ClaimRequest): Promise<{ deliveries: readonly ClaimedDelivery[]; consumerVersion: number }> {
    const claimId = newUuid(this.clock, this.randomness);
    const rows = await this.pool.run<ClaimRow>(claimDueDeliveries, [
      request.slots,
      request.kinds,
      request.consumerIds,
      claimId,
      this.settings.leaseMarginMs,
      this.settings.inlineBodyBytes,
    ]);
    const deliveries = rows.map((row) => ({
      tenant: row.tenant,
      deliveryId: row.delivery_id,
      consumerId: row.consumer_id,
      claimId,
      attempt: row.attempts,
      attemptsAllowed: row.attempts_allowed,
      waitedMs: Number(row.waited_ms),
      event: eventHead(row),
      data: row.data === null ? null : Buffer.from(row.data, 'base64'),
      dataSize: row.data_size,
      dataId: row.data_id,
    }));
    return { deliveries, consumerVersion: Number(rows[0]?.consumer_version ?? 0) };
  }

  complete(attempt: SettledAttempt): Promise<boolean> {
    return this.completions.add(attempt);
  }

  async takeOverLost(limit: number): Promise<readonly LostDelivery[]> {
    const claimId = newUuid(this.clock, this.randomness);
    const rows = await this.pool.run<LostRow>(takeOverLostDeliveries, [claimId, limit]);
    return rows.map((row) => ({
      tenant: row.tenant,
      deliveryId: row.delivery_id,
      consumerId: row.consumer_id,
      claimId,
      attempt: row.attempts,
      attemptsAllowed: row.attempts_allowed,
      eventId: toId('evt', row.event_id),
    }));
  }

  async cancelOrphaned(limit: number): Promise<number> {
    return (await this.pool.run(cancelOrphanedDeliveries, [limit])).length;
  }

  async readBody(tenant: string, dataId: string): Promise<Buffer> {
    const [row] = await this.pool.run<{ content: Buffer }>(readBody, [tenant, dataId]);
    if (row === undefined)
      throw new KancaError('not_found', 'The data of this event is gone: it was older than the retention.');
    return row.content;
  }

  private async completeAll(attempts: readonly SettledAttempt[]): Promise<readonly boolean[]> {
    const details = attempts.map(({ detail }) =>
      detail === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(detail)),
    );
    let offset = 0;
    const starts = details.map((detail) => {
      const start = offset;
      offset += detail.length;
      return start;
    });
    const settled = await this.pool.run<{ id: string }>(completeDeliveries, [
      attempts.map(({ tenant }) => tenant),
      attempts.map(({ deliveryId }) => deliveryId),
      attempts.map(({ claimId }) => claimId),
      attempts.map(({ settlement }) => settlement.state),
      attempts.map(({ settlement }) => (settlement.state === 'pending' ? settlement.delayMs : 0)),
      attempts.map(() => newUuid(this.clock, this.randomness)),
      attempts.map(({ consumerId }) => consumerId),
      attempts.map(({ number }) => number),
      attempts.map(({ outcome }) => outcome),
      attempts.map(({ status }) => status ?? null),
      attempts.map(({ error }) => error?.slice(0, MAX_ERROR_LENGTH).replaceAll('\0', '\uFFFD') ?? null),
      attempts.map(({ startedAt }) => startedAt),
      attempts.map(({ durationMs }) => Math.round(durationMs)),
      starts,
      details.map(({ length }) => length),
      Buffer.concat(details, offset),
    ]);
    const ids = new Set(settled.map(({ id }) => id));
    return attempts.map(({ deliveryId }) => ids.has(deliveryId));
  }
}
