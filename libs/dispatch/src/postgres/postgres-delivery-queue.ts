import { Clock, KancaError, newUuid, Observer, Randomness, storableText, toId } from '@kanca/core';
import type { Taken } from '../ports/delivery-queue.js';
import { isUnavailable, SqlPool, type ParametersOf } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DispatchSettings, prolongAfterMs } from '../settings/dispatch-settings.js';
import { GroupCommit } from '../log/group-commit.js';
import { KeptCompletions } from './kept-completions.js';
import {
  DeliveryQueue,
  type Claimed,
  type ClaimedDelivery,
  type ClaimRequest,
  type ClaimedKey,
  type CompletedAttempt,
  type TakenOver,
} from '../ports/delivery-queue.js';
import { ClaimLedger } from '../claims/claim-ledger.js';
import { EventReader } from './event-reader.js';
import { turnChanges, Successors } from '../order/successors.js';
import { WakeUp } from '../wake-up/wake-up.js';

import { cancelOrphanedDeliveries } from './verbs/cancel-orphaned-deliveries.sql.js';
import { claimDueDeliveries, type ClaimRow } from './verbs/claim/claim-due-deliveries.sql.js';
import { completeDeliveries } from './verbs/complete-deliveries.sql.js';
import { hastenClaimsOfTheGone } from './verbs/hasten-claims-of-the-gone.sql.js';
import { prolongClaims } from './verbs/prolong-claims.sql.js';
import { removeClaims } from './verbs/remove-claims.sql.js';
import { readBody } from './verbs/read-body.sql.js';
import { takeOverLostDeliveries } from './verbs/take-over-lost-deliveries.sql.js';

type NewsColumns = Pick<ParametersOf<typeof completeDeliveries>, 'news' | 'newsSubjects' | 'newsCauses'>;

const MAX_ERROR_LENGTH = 2_000;
/** Decoding a piece holds the event loop for about 5 ms. */
const BODY_PIECE_BYTES = 1_572_864;
/** A claim takes milliseconds: a connection that is silent for longer is dead. */
const ANSWER_WITHIN_MS = 12_000;

/** The queue in PostgreSQL. Each of its verbs is a statement in `verbs/`. */
@Injectable()
export class PostgresDeliveryQueue extends DeliveryQueue {
  private readonly kept: KeptCompletions;
  private readonly completions: GroupCommit<CompletedAttempt, boolean>;

  constructor(
    private readonly pool: SqlPool,
    private readonly ledger: ClaimLedger,
    private readonly events: EventReader,
    private readonly successors: Successors,
    private readonly wakeUp: WakeUp,
    private readonly settings: DispatchSettings,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    observer: Observer,
  ) {
    super();
    this.kept = new KeptCompletions(observer);
    this.completions = new GroupCommit<CompletedAttempt, boolean>({
      commit: (attempts) => this.completeAll(attempts),
      sizeOf: () => 1,
      // Larger batches are worth more than a second commit at the same time: half of a small one is the statement itself.
      maxInFlight: 1,
      maxBatchItems: 256,
      maxBatchBytes: Number.MAX_SAFE_INTEGER,
      // Bounded already by the attempts that may run at once.
      maxWaitingItems: Number.MAX_SAFE_INTEGER,
      maxWaitingBytes: Number.MAX_SAFE_INTEGER,
      isolatesFailure: (error) => !isUnavailable(error),
    });
  }

  async claim(request: ClaimRequest): Promise<Claimed> {
    const claimId = newUuid(this.clock, this.randomness);
    // The database looks at its clock later than that, so nothing begins too late.
    const asked = performance.now();
    const rows = await this.claimRows(request, claimId);
    for (const row of rows) this.ledger.took(claimId, row.consumer_id, row.delivery_id, row.attempt);
    const events = await this.events.read(rows).catch((error: unknown) => {
      for (const row of rows) this.ledger.lost(claimId, row.consumer_id, row.delivery_id);
      throw error;
    });
    const deliveries = rows.flatMap((row): ClaimedDelivery[] => {
      const event = events.get(row.event_id);
      // Deleted by hand: the claim expires again and again until the delivery is dead, where it is seen.
      if (event === undefined) {
        this.ledger.lost(claimId, row.consumer_id, row.delivery_id);
        return [];
      }
      return [
        {
          tenant: row.tenant,
          deliveryId: row.delivery_id,
          consumerId: row.consumer_id,
          claimId,
          attempt: row.attempt,
          attemptsAllowed: row.attempts_allowed,
          waitedMs: row.waited_ms,
          expiresAt: row.expires_in_ms === null ? null : asked + row.expires_in_ms,
          event: event.head,
          data: event.data,
          dataSize: event.dataSize,
          dataId: event.dataId,
        },
      ];
    });
    return { deliveries, taken: takenOf(rows), consumerVersion: Number(rows[0]?.consumer_version ?? 0) };
  }

  complete(attempt: CompletedAttempt): Promise<boolean> {
    const { claimId, consumerId, deliveryId } = attempt;
    // Of a claim that is not ours nobody waits for the result: the recovery looks again, and who fetches says it again.
    if (claimId === undefined) return this.completions.add(attempt);
    this.ledger.ended(claimId, consumerId, deliveryId);
    return this.kept
      .keep(() => this.completions.add(attempt))
      .then(
        (counted) => {
          this.ledger.completed(claimId, consumerId, deliveryId);
          return counted;
        },
        (error: unknown) => {
          this.abandon(attempt);
          throw error;
        },
      );
  }

  abandon({ claimId, consumerId, deliveryId }: ClaimedKey): void {
    if (claimId !== undefined) this.ledger.lost(claimId, consumerId, deliveryId);
  }

  stop(): void {
    this.kept.stop();
  }

  async keepClaims(): Promise<void> {
    const ended = this.ledger.takeEnded();
    if (ended.length > 0)
      await this.pool
        .run(removeClaims, {
          consumerIds: ended.map(({ consumerId }) => consumerId),
          claimIds: ended.map(({ claimId }) => claimId),
        })
        .catch((error: unknown) => {
          this.ledger.giveBack(ended);
          throw error;
        });
    // While the database does not see this process, others let its claims expire soon: they are prolonged each time, then.
    const claims = this.ledger.takeOlderThan(this.wakeUp.isSeen ? prolongAfterMs(this.settings) : 0);
    if (claims.length === 0) return;
    await this.pool.run(prolongClaims, {
      consumerIds: claims.map(({ consumerId }) => consumerId),
      claimIds: claims.map(({ claimId }) => claimId),
      claimMs: this.settings.maxClaimMs,
    });
  }

  async takeOverLost(claims: number): Promise<TakenOver> {
    await this.pool.run(hastenClaimsOfTheGone, { process: this.ledger.process });
    const rows = await this.pool.run(takeOverLostDeliveries, { most: claims });
    const deliveries = rows.flatMap((row) =>
      row.delivery_id === null
        ? []
        : [
            {
              tenant: row.tenant,
              deliveryId: row.delivery_id,
              consumerId: row.consumer_id,
              attempt: row.attempt,
              attemptsAllowed: row.attempts_allowed,
              eventId: toId('evt', row.event_id),
              eventType: row.event_type ?? '',
            },
          ],
    );
    return { deliveries, isFull: rows.length >= claims, consumerVersion: Number(rows[0]?.consumer_version ?? 0) };
  }

  async cancelOrphaned(limit: number): Promise<number> {
    const cancelled = await this.pool.run(cancelOrphanedDeliveries, { most: limit });
    this.successors.changed(cancelled.flatMap(turnChanges));
    return cancelled.length;
  }

  async readBody(tenant: string, dataId: string): Promise<Buffer> {
    let bytes: Buffer | null = null;
    let read = 0;
    do {
      const [row] = await this.pool.run(readBody, { tenant, id: dataId, start: read, length: BODY_PIECE_BYTES });
      if (row === undefined)
        throw new KancaError('not_found', 'The data of this event is gone: it was older than the retention.');
      bytes ??= Buffer.allocUnsafe(row.size);
      read += bytes.write(row.piece, read, 'base64');
    } while (read < bytes.length);
    return bytes;
  }

  private async claimRows(request: ClaimRequest, claimId: string): Promise<readonly ClaimRow[]> {
    const ended = this.ledger.takeEnded();
    const claimed = this.ledger.claimed();
    try {
      return await this.pool.run(
        claimDueDeliveries,
        {
          slots: request.slots,
          kinds: request.kinds,
          consumerIds: request.consumerIds,
          claimId,
          worker: this.ledger.worker,
          claimMarginMs: this.settings.claimMarginMs,
          maxClaimMs: this.settings.maxClaimMs,
          tenantConcurrency: this.settings.tenantConcurrency,
          hereIds: claimed.deliveryIds,
          hereNumbers: claimed.numbers,
          hereConsumerIds: claimed.consumerIds,
          hereCounts: claimed.counts,
          endedConsumerIds: ended.map(({ consumerId }) => consumerId),
          endedClaimIds: ended.map((claim) => claim.claimId),
        },
        ANSWER_WITHIN_MS,
      );
    } catch (error) {
      this.ledger.distrust();
      this.ledger.giveBack(ended);
      throw error;
    }
  }

  private async completeAll(attempts: readonly CompletedAttempt[]): Promise<readonly boolean[]> {
    // A worker that was given up and the recovery may complete the same attempt at once: one after the other, then.
    const seen = new Set<string>();
    const first: CompletedAttempt[] = [];
    const second: CompletedAttempt[] = [];
    for (const attempt of attempts) {
      (seen.has(attempt.deliveryId) ? second : first).push(attempt);
      seen.add(attempt.deliveryId);
    }
    if (second.length === 0) return this.completeEach(attempts);
    const firstCounted = await this.completeEach(first);
    const secondCounted = await this.completeAll(second);
    return attempts.map((attempt) => {
      const index = first.indexOf(attempt);
      return (index >= 0 ? firstCounted[index] : secondCounted[second.indexOf(attempt)]) === true;
    });
  }

  /** Empty as long as there is none, which is nearly always. */
  private newsOf(attempts: readonly CompletedAttempt[]): NewsColumns {
    const isTold = this.settings.operationalEvents && attempts.some(({ news }) => news !== undefined);
    const news = isTold ? attempts.map((attempt) => attempt.news) : [];
    return {
      news: news.map((item) => item?.data ?? null),
      newsSubjects: news.map((item) => item?.subject ?? null),
      newsCauses: news.map((item) => item?.cause ?? null),
    };
  }

  private async completeEach(attempts: readonly CompletedAttempt[]): Promise<readonly boolean[]> {
    const ids = attempts.map(() => newUuid(this.clock, this.randomness));
    const answer = await this.pool.run(completeDeliveries, {
      tenants: attempts.map(({ tenant }) => tenant),
      ids: attempts.map(({ deliveryId }) => deliveryId),
      states: attempts.map(({ verdict }) => verdict.state),
      delaysMs: attempts.map(({ verdict }) => (verdict.state === 'pending' ? verdict.delayMs : 0)),
      attemptIds: ids,
      consumerIds: attempts.map(({ consumerId }) => consumerId),
      numbers: attempts.map(({ number }) => number),
      outcomes: attempts.map(({ outcome }) => outcome),
      statuses: attempts.map(({ status }) => status ?? null),
      errors: attempts.map(({ error }) =>
        error === undefined ? null : storableText(error.slice(0, MAX_ERROR_LENGTH)),
      ),
      startedMs: attempts.map(({ startedAt }) => startedAt),
      durationsMs: attempts.map(({ durationMs }) => Math.round(durationMs)),
      details: attempts.map(({ detail }) => (detail === undefined ? null : JSON.stringify(detail))),
      ...this.newsOf(attempts),
    });
    this.successors.changed(answer.flatMap(turnChanges));
    const uncounted = new Set(answer.map(({ attempt_id }) => attempt_id));
    return ids.map((id) => !uncounted.has(id));
  }
}

function takenOf(rows: readonly ClaimRow[]): readonly Taken[] {
  const byConsumer = new Map<string, Taken>();
  for (const { consumer_id: consumerId, quota, room, rate, owner, tenant_room, is_any_left_out } of rows)
    byConsumer.set(consumerId, {
      consumerId,
      tenant: owner,
      deliveries: (byConsumer.get(consumerId)?.deliveries ?? 0) + 1,
      quota,
      room,
      rate,
      tenantRoom: tenant_room,
      isAnyLeftOut: is_any_left_out,
    });
  return [...byConsumer.values()];
}
