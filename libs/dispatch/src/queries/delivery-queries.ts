import { KancaError, toId, uuidOf } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AttemptEntity } from '../postgres/entities/attempt.entity.js';
import { ConsumerScheduleEntity } from '../postgres/entities/consumer-schedule.entity.js';
import { ConsumerEntity } from '../postgres/entities/consumer.entity.js';
import { DeliveryEntity } from '../postgres/entities/delivery.entity.js';
import { EventEntity } from '../postgres/entities/event.entity.js';
import type { ConsumerKind } from '../ports/consumer-catalogue.js';
import type { DeliveryQuery } from './delivery-query.js';
import { filterDeliveries } from './filter-deliveries.js';
import { boundsOf } from './id-bounds.js';
import { pageOf, searchPageOf, uuidAfter, type Page, type PageRequest, type SearchPage } from './page.js';
import { deliveryBound, tenantDeliveryBound } from './search/id-bounds.sql.js';
import { walkBack, type IdRange } from './walk-back.js';
import { RESOLVING } from './resolving-delivery.sql.js';

/**
 * `turn`: an earlier delivery of its key, or an earlier handler, has not ended. `decision`: its attempts are used up and its key waits for it,
 * until somebody retries or cancels it. `resume`: its consumer is paused or disabled. `verification`: its endpoint is not verified.
 */
export type WaitsFor = 'turn' | 'decision' | 'resume' | 'verification';

/** One delivery as a list shows it, without its attempts. */
export interface DeliverySummary {
  readonly id: string;
  readonly tenant: string;
  readonly event: { readonly id: string; readonly type: string };
  readonly consumer: { readonly id: string; readonly kind: ConsumerKind; readonly name: string };
  readonly state: 'pending' | 'running' | 'delivered' | 'dead' | 'held' | 'cancelled';
  readonly attemptCount: number;
  /** When it is tried next; null when it is not waiting, or for something other than time. */
  readonly nextAttemptAt: Date | null;
  /** What an open delivery waits for, other than time. */
  readonly waitsFor: WaitsFor | null;
  /** When an open delivery ends undelivered; null when it does not, and when it has ended. */
  readonly expiresAt: Date | null;
  /** Whether it is a dead letter because its time was over. */
  readonly expired: boolean;
  /** The replay that made it. */
  readonly replayId: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** Of a dead letter: the later delivery of the same event to the same consumer that succeeded; else null. */
  readonly resolvedBy: string | null;
}

/** One delivery with all of its attempts, oldest first. */
export interface DeliveryWithAttempts extends DeliverySummary {
  readonly attempts: readonly AttemptView[];
}

/** One attempt as the API shows it. `durationMs` is in milliseconds. */
export interface AttemptView {
  readonly id: string;
  readonly deliveryId: string;
  readonly number: number;
  readonly outcome: string;
  readonly stale: boolean;
  readonly status: number | null;
  readonly error: string | null;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly detail: unknown;
}

/** States that few deliveries are in, or that have an index: those are found among all there are. */
const FOUND_BY_INDEX = new Set(['dead', 'pending', 'running', 'held']);
/** Each delivery is joined with its event, its consumer and, where asked, its attempt. */
const LOOKED_AT_ONCE = 4_000;
const EVERYTHING: IdRange = {
  lower: '00000000-0000-0000-0000-000000000000',
  after: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};

interface DeliveryRow extends DeliveryEntity {
  readonly event: EventEntity;
  readonly consumer: ConsumerEntity;
  readonly schedule: ConsumerScheduleEntity | null;
}

/** The deliveries and their attempts, for those who look. */
@Injectable()
export class DeliveryQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pool: SqlPool,
  ) {}

  async list(query: DeliveryQuery): Promise<SearchPage<DeliverySummary>> {
    const { rows, stoppedAt } =
      query.event !== undefined || (query.state !== undefined && FOUND_BY_INDEX.has(query.state))
        ? { rows: await this.fitting(query, EVERYTHING, query.limit + 1), stoppedAt: null }
        : await walkBack({
            ...boundsOf(query, 'dlv'),
            wanted: query.limit + 1,
            maxBlock: LOOKED_AT_ONCE,
            bound: (after, size) => this.bound(query.tenant, after, size),
            read: (range, limit) => this.fitting(query, range, limit),
          });
    const resolving = await this.resolving(rows.slice(0, query.limit));
    return searchPageOf('dlv', { rows, stoppedAt }, query.limit, (row) => summaryOf(row, resolving));
  }

  /** @throws KancaError `not_found` */
  async get(id: string, tenant: string): Promise<DeliveryWithAttempts> {
    const delivery = await this.find(id, tenant);
    const attempts = await this.dataSource
      .getRepository(AttemptEntity)
      .find({ where: { deliveryId: delivery.id, tenant: delivery.tenant }, order: { id: 'ASC' } });
    return { ...summaryOf(delivery, await this.resolving([delivery])), attempts: attempts.map(attemptView) };
  }

  /** @throws KancaError `not_found` */
  async summary(id: string, tenant: string): Promise<DeliverySummary> {
    const delivery = await this.find(id, tenant);
    return summaryOf(delivery, await this.resolving([delivery]));
  }

  async attemptsOf(consumerId: string, page: PageRequest): Promise<Page<AttemptView>> {
    const after = uuidAfter('att', page.cursor);
    const find = this.dataSource
      .getRepository(AttemptEntity)
      .createQueryBuilder('a')
      .where('a.consumer_id = :consumerId', { consumerId });
    if (after !== null) find.andWhere('a.id < :after', { after });
    const rows = await find
      .orderBy('a.id', 'DESC')
      .limit(page.limit + 1)
      .getMany();
    return pageOf('att', rows, page.limit, attemptView);
  }

  private async bound(tenant: string, after: string, size: number): Promise<string | null> {
    const [row] =
      tenant === '*'
        ? await this.pool.run(deliveryBound, { after, size })
        : await this.pool.run(tenantDeliveryBound, { tenant, after, size });
    return row?.id ?? null;
  }

  private async fitting(query: DeliveryQuery, range: IdRange, limit: number): Promise<readonly DeliveryRow[]> {
    const find = this.joined();
    const { after, floor } = boundsOf(query, 'dlv');
    const upper = after !== null && after < range.after ? after : range.after;
    const lower = floor !== null && floor > range.lower ? floor : range.lower;
    find.andWhere('d.id >= :lower AND d.id < :upper', { lower, upper });
    filterDeliveries(find, query);
    const rows = await find.orderBy('d.id', 'DESC').limit(limit).getMany();
    return rows.filter(isJoined);
  }

  /** By the UUID of a dead letter: the UUID of the delivery that resolved it. */
  private async resolving(deliveries: readonly DeliveryRow[]): Promise<ReadonlyMap<string, string>> {
    const dead = deliveries.filter(({ state }) => state === 'dead').map(({ id }) => id);
    if (dead.length === 0) return new Map();
    const rows = await this.dataSource.query<{ id: string; later: string }[]>(
      `SELECT d.id, later.id AS later FROM kanca.finished_deliveries d
       CROSS JOIN LATERAL (SELECT f.id ${RESOLVING} ORDER BY f.id LIMIT 1) AS later
       WHERE d.id = ANY($1::uuid[])`,
      [dead],
    );
    return new Map(rows.map(({ id, later }) => [id, later]));
  }

  private async find(id: string, tenant: string): Promise<DeliveryRow> {
    const find = this.joined().andWhere('d.id = :id', { id: uuidOf('dlv', id) });
    if (tenant !== '*') find.andWhere('d.tenant = :tenant', { tenant });
    const row = await find.getOne();
    if (row === null || !isJoined(row)) throw new KancaError('not_found', `No delivery has the id ${id}.`);
    return row;
  }

  private joined(): ReturnType<ReturnType<DataSource['getRepository']>['createQueryBuilder']> {
    return this.dataSource
      .getRepository(DeliveryEntity)
      .createQueryBuilder('d')
      .innerJoinAndMapOne('d.event', EventEntity, 'e', 'e.tenant = d.tenant AND e.id = d.event_id')
      .leftJoinAndMapOne('d.consumer', ConsumerEntity, 'c', 'c.id = d.consumer_id')
      .leftJoinAndMapOne('d.schedule', ConsumerScheduleEntity, 't', 't.consumer_id = d.consumer_id');
  }
}

function isJoined(row: object): row is DeliveryRow {
  return 'event' in row;
}

function summaryOf(row: DeliveryRow, resolving: ReadonlyMap<string, string>): DeliverySummary {
  const consumer = row.consumer as ConsumerEntity | null;
  const kind = consumer?.kind ?? 'subscription';
  const held = row.state === 'pending' && consumer !== null && (consumer.state !== 'active' || row.blocked);
  // Its consumer was removed: it is about to be cancelled.
  const orphaned = row.state === 'pending' && consumer === null;
  const resolvedBy = resolving.get(row.id);
  return {
    id: toId('dlv', row.id),
    tenant: row.tenant,
    event: { id: toId('evt', row.event.id), type: row.event.type },
    consumer: {
      id: toId(kind === 'handler' ? 'hdl' : 'sub', row.consumerId),
      kind,
      name: consumer?.name ?? '(removed)',
    },
    state: held ? 'held' : orphaned ? 'cancelled' : row.state,
    attemptCount: row.attempts,
    nextAttemptAt: row.state === 'pending' && !held ? laterOf(row.dueAt, row.schedule?.parkedUntil) : null,
    waitsFor: waitsFor(row, consumer),
    expiresAt: row.expiresAt,
    expired: row.expired,
    replayId: row.replayId === null ? null : toId('rpl', row.replayId),
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
    resolvedBy: resolvedBy === undefined ? null : toId('dlv', resolvedBy),
  };
}

function waitsFor({ state, waits, blocked }: DeliveryRow, consumer: ConsumerEntity | null): WaitsFor | null {
  if (state !== 'pending' || consumer === null) return null;
  if (blocked) return 'decision';
  if (consumer.state === 'unverified') return 'verification';
  if (consumer.state !== 'active') return 'resume';
  return waits ? 'turn' : null;
}

function laterOf(dueAt: Date | null, parkedUntil: Date | null | undefined): Date | null {
  return dueAt !== null && parkedUntil && parkedUntil > dueAt ? parkedUntil : dueAt;
}

function attemptView(row: AttemptEntity): AttemptView {
  return {
    id: toId('att', row.id),
    deliveryId: toId('dlv', row.deliveryId),
    number: row.number,
    outcome: row.outcome,
    stale: row.stale,
    status: row.status,
    error: row.error,
    startedAt: row.startedAt,
    durationMs: row.durationMs,
    detail: row.detail === null ? null : JSON.parse(row.detail.toString('utf8')),
  };
}
