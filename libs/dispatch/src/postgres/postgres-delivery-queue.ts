import { Clock, KancaError, newUuid, Randomness, toId } from '@kanca/core';
import { byteaArray, float8Array, int4Array, SqlPool, textArray, uuidArray } from '@kanca/database';
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
import { RecentBodies } from '../recent-bodies.js';
import { eventHead, type EventRow } from './event-row.js';
import { cancelOrphanedDeliveries } from './verbs/cancel-orphaned-deliveries.js';
import { claimDueDeliveries } from './verbs/claim-due-deliveries.js';
import { completeDeliveries } from './verbs/complete-deliveries.js';
import { readBodies } from './verbs/read-bodies.js';
import { readBody } from './verbs/read-body.js';
import { takeOverLostDeliveries } from './verbs/take-over-lost-deliveries.js';

interface ClaimRow extends EventRow {
  readonly data_id: string;
  readonly data_size: number;
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
    private readonly recentBodies: RecentBodies,
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
    ]);
    const bodies = await this.smallBodies(rows);
    const deliveries = rows.map((row) => ({
      tenant: row.tenant,
      deliveryId: row.delivery_id,
      consumerId: row.consumer_id,
      claimId,
      attempt: row.attempts,
      attemptsAllowed: row.attempts_allowed,
      waitedMs: Number(row.waited_ms),
      event: eventHead(row),
      data: bodies.get(row.data_id) ?? null,
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

  /** The small bodies of the claimed events: from memory where they came in a moment ago, the others in one more round trip. */
  private async smallBodies(rows: readonly ClaimRow[]): Promise<ReadonlyMap<string, Buffer>> {
    const found = new Map<string, Buffer>();
    const missing = new Map<string, string>();
    for (const { data_id: id, data_size: size, tenant } of rows) {
      if (size > this.settings.inlineBodyBytes || found.has(id) || missing.has(id)) continue;
      const recent = this.recentBodies.get(id);
      if (recent === undefined) missing.set(id, tenant);
      else found.set(id, recent);
    }
    if (missing.size === 0) return found;
    const read = await this.pool.run<{ id: string; content: string }>(readBodies, [
      textArray([...missing.values()]),
      uuidArray([...missing.keys()]),
    ]);
    for (const { id, content } of read) found.set(id, Buffer.from(content, 'base64'));
    return found;
  }

  private async completeAll(attempts: readonly SettledAttempt[]): Promise<readonly boolean[]> {
    const settled = await this.pool.run<{ id: string }>(completeDeliveries, [
      textArray(attempts.map(({ tenant }) => tenant)),
      uuidArray(attempts.map(({ deliveryId }) => deliveryId)),
      uuidArray(attempts.map(({ claimId }) => claimId)),
      textArray(attempts.map(({ settlement }) => settlement.state)),
      float8Array(attempts.map(({ settlement }) => (settlement.state === 'pending' ? settlement.delayMs : 0))),
      uuidArray(attempts.map(() => newUuid(this.clock, this.randomness))),
      uuidArray(attempts.map(({ consumerId }) => consumerId)),
      int4Array(attempts.map(({ number }) => number)),
      textArray(attempts.map(({ outcome }) => outcome)),
      int4Array(attempts.map(({ status }) => status ?? null)),
      textArray(attempts.map(({ error }) => error?.slice(0, MAX_ERROR_LENGTH).replaceAll('\0', '\uFFFD') ?? null)),
      float8Array(attempts.map(({ startedAt }) => startedAt)),
      int4Array(attempts.map(({ durationMs }) => Math.round(durationMs))),
      byteaArray(attempts.map(({ detail }) => (detail === undefined ? null : Buffer.from(JSON.stringify(detail))))),
    ]);
    const ids = new Set(settled.map(({ id }) => id));
    return attempts.map(({ deliveryId }) => ids.has(deliveryId));
  }
}
