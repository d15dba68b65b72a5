import { KancaError, toId, uuidOf } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventEntity } from '../postgres/entities/event.entity.js';
import { Successors } from '../order/successors.js';
import { WakeUp } from '../wake-up/wake-up.js';
import { ReplayLock } from './replay-lock.js';
import { scopeOf } from './replay-filter.js';
import { ReplayStep } from './replay-step.js';
import { Replays } from './replays.js';
import { FIRST_UUID } from './select-events.js';

/** What a replay of one event made: new deliveries, and consumers that were skipped. */
export interface EventReplayed {
  /** `evt_…` */
  readonly id: string;
  /** How many were made. */
  readonly deliveries: number;
  /** Consumers that have a delivery of the event under way already. */
  readonly skipped: number;
}

/** Delivers one event again, at once. */
@Injectable()
export class EventReplay {
  constructor(
    private readonly lock: ReplayLock,
    private readonly dataSource: DataSource,
    private readonly replays: Replays,
    private readonly steps: ReplayStep,
    private readonly successors: Successors,
    private readonly wakeUp: WakeUp,
  ) {}

  /**
   * @param tenant `*`: every tenant
   * @param consumerName the only one that hears again: `sub_…`, `hdl_…`, or a handler's name
   * @throws KancaError `not_found`, also when the retention has dropped the event's bytes; `invalid_request` for an unknown consumer;
   * `unavailable` when too many wait already
   */
  async run(id: string, tenant: string, consumerName?: string): Promise<EventReplayed> {
    const event = await this.find(id, tenant);
    const consumer = await this.replays.consumer(consumerName, event.tenant);
    const scope = scopeOf({ ids: [toId('evt', event.id)] }, event.tenant, consumer?.uuid ?? null, null);
    const start = { tenant: event.tenant, id: FIRST_UUID };
    const step = await this.steps.prepared((consumers) =>
      this.lock.transaction((sql) =>
        this.steps.run(sql, scope, start, { consumers, deliveries: 1, write: { replayId: null } }),
      ),
    );
    if (step.gone > 0)
      throw new KancaError(
        'not_found',
        `The bytes of event ${id} are older than the retention: it cannot be replayed.`,
      );
    this.wakeUp.deliveriesAdded();
    this.successors.changed(step.turns);
    return { id: toId('evt', event.id), deliveries: step.made, skipped: step.skipped };
  }

  private async find(id: string, tenant: string): Promise<EventEntity> {
    const uuid = uuidOf('evt', id);
    const event = await this.dataSource
      .getRepository(EventEntity)
      .findOneBy(tenant === '*' ? { id: uuid } : { id: uuid, tenant });
    if (event === null) throw new KancaError('not_found', `No event has the id ${id}.`);
    return event;
  }
}
