import { Clock, DELIVERY_RATE, KancaError, newUuid, parseId, Randomness, toId, uuidOf } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { pageOf, uuidAfter, type Page, type PageRequest } from '../queries/page.js';
import { ConsumerCatalogue } from '../ports/consumer-catalogue.js';
import { REPLAY_CHANGES, type ReplayAction } from './replay-changes.js';
import { changeReplay } from './change-replay.sql.js';
import { createReplay } from './create-replay.sql.js';
import { assertReplayFilter, scopeOf, type ReplayFilter } from './replay-filter.js';
import { ReplayEntity, type ReplayJobState } from './replay.entity.js';
import { startOf } from './select-events.js';
import { filterToStore } from './stored-filter.js';
import type { ReplayCounts } from './replay-step.js';

/** Which events are delivered again, and at most how many a second. */
export interface ReplayRequest {
  /** `*`: the events of every tenant. */
  readonly tenant: string;
  readonly filter: ReplayFilter;
  /** Deliveries a second; as many as can be made when it is missing. */
  readonly rate?: number | undefined;
}

/** A replay and how far it has come. */
export interface Replay {
  /** `rpl_…` */
  readonly id: string;
  /** null: the events of every tenant. */
  readonly tenant: string | null;
  readonly state: ReplayJobState;
  readonly filter: object;
  readonly rate: number | null;
  /** Only events that were received before then. */
  readonly until: Date;
  readonly progress: ReplayCounts;
  /** What the last step failed with, while it is tried again or when it was given up. */
  readonly error: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Replays as operators see them: durable jobs that make deliveries again. `ReplayRunner` makes their steps. */
@Injectable()
export class Replays {
  constructor(
    private readonly pool: SqlPool,
    private readonly dataSource: DataSource,
    private readonly catalogue: ConsumerCatalogue,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @throws KancaError `invalid_request` for a filter that narrows nothing, a consumer that there is not, or a rate out of bounds */
  async create({ tenant, filter, rate }: ReplayRequest): Promise<Replay> {
    assertReplayFilter(filter);
    assertRate(rate);
    const consumer = await this.consumer(filter.consumer, tenant);
    const id = newUuid(this.clock, this.randomness);
    await this.pool.run(createReplay, {
      id,
      tenant,
      filter: filterToStore(filter, consumer?.publicId),
      consumerId: consumer?.uuid ?? null,
      rate: rate ?? null,
      until: filter.until ?? 'infinity',
      cursorId: startOf(scopeOf(filter, tenant, null, null)),
    });
    return this.get(toId('rpl', id), tenant);
  }

  async list(tenant: string, page: PageRequest): Promise<Page<Replay>> {
    const find = this.dataSource.getRepository(ReplayEntity).createQueryBuilder('r');
    const after = uuidAfter('rpl', page.cursor);
    if (tenant !== '*') find.andWhere('r.tenant = :tenant', { tenant });
    if (after !== null) find.andWhere('r.id < :after', { after });
    const rows = await find
      .orderBy('r.id', 'DESC')
      .take(page.limit + 1)
      .getMany();
    return pageOf('rpl', rows, page.limit, viewOf);
  }

  /** @throws KancaError `not_found` */
  async get(id: string, tenant: string): Promise<Replay> {
    const uuid = uuidOf('rpl', id);
    const row = await this.dataSource
      .getRepository(ReplayEntity)
      .findOneBy(tenant === '*' ? { id: uuid } : { id: uuid, tenant });
    if (row === null) throw new KancaError('not_found', `No replay has the id ${id}.`);
    return viewOf(row);
  }

  /**
   * Cancels, pauses or resumes a replay. Deliveries that were made stay.
   * @throws KancaError `not_found`; `conflict` in a state that the action does not fit
   */
  async change(action: ReplayAction, id: string, tenant: string): Promise<Replay> {
    const { to, from } = REPLAY_CHANGES[action];
    const changed = await this.pool.run(changeReplay, { id: uuidOf('rpl', id), tenant, to, from });
    const replay = await this.get(id, tenant);
    if (changed.length === 0)
      throw new KancaError(
        'conflict',
        `Replay ${id} is ${replay.state}: one can ${action} a replay that is ${from.join(' or ')}.`,
      );
    return replay;
  }

  /** @throws KancaError `invalid_request` when the tenant has no such consumer */
  async consumer(
    name: string | undefined,
    tenant: string,
  ): Promise<{ readonly uuid: string; readonly publicId: string } | null> {
    if (name === undefined) return null;
    const uuid = parseId('sub', name) ?? parseId('hdl', name);
    const found = (await this.catalogue.list()).find(
      (one) =>
        (uuid === null ? one.kind === 'handler' && one.name === name : one.id === uuid) &&
        (tenant === '*' || one.tenant === '*' || one.tenant === tenant),
    );
    if (found !== undefined)
      return { uuid: found.id, publicId: toId(found.kind === 'handler' ? 'hdl' : 'sub', found.id) };
    const problem = `is ${JSON.stringify(name.slice(0, 100))}, and there is no such consumer: use sub_…, hdl_…, or a handler's name`;
    throw new KancaError('invalid_request', `consumer ${problem}.`, { problems: [{ field: 'consumer', problem }] });
  }
}

function assertRate(rate: number | undefined): void {
  if (rate === undefined || (rate >= DELIVERY_RATE.min && rate <= DELIVERY_RATE.max)) return;
  const problem = `is ${String(rate)}: expected ${String(DELIVERY_RATE.min)} to ${String(DELIVERY_RATE.max)} deliveries a second`;
  throw new KancaError('invalid_request', `rate ${problem}.`, { problems: [{ field: 'rate', problem }] });
}

function viewOf(row: ReplayEntity): Replay {
  return {
    id: toId('rpl', row.id),
    tenant: row.tenant === '*' ? null : row.tenant,
    state: row.state,
    filter: row.filter,
    rate: row.rate,
    until: row.until,
    progress: {
      examined: Number(row.examined),
      made: Number(row.made),
      hastened: Number(row.hastened),
      skipped: Number(row.skipped),
      gone: Number(row.gone),
    },
    error: row.error,
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
  };
}
