import { Clock, toId } from '@kanca/core';
import type { HealthStage } from '../model/endpoint-health-view.js';
import type { EndpointHealthView } from '../model/endpoint-health-view.js';
import { ConsumerCatalogue, ConsumerThrottle, OperationalEvents, type Throttle } from '@kanca/dispatch';
import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, Not, type EntityManager } from 'typeorm';
import { SenderSettings } from '../settings/sender-settings.js';
import { SubscriptionEntity } from '../model/subscription.entity.js';
import { EndpointHealthEntity } from './endpoint-health.entity.js';
import { judgeFailures, type Failures, type HealthRecord } from './circuit-and-stages.js';

/** Whose health it is. */
export interface EndpointOwner {
  readonly tenant: string;
  /** UUID of the subscription. */
  readonly id: string;
}

const EVENT_OF: Partial<Record<HealthStage, 'kanca.subscription.failing' | 'kanca.subscription.disabled'>> = {
  warned: 'kanca.subscription.failing',
  disabled: 'kanca.subscription.disabled',
};

/** Keeps the health of endpoints in the database, and does what follows from it: park, probe, tell, disable. */
@Injectable()
export class EndpointHealth {
  constructor(
    private readonly dataSource: DataSource,
    private readonly throttle: ConsumerThrottle,
    private readonly catalogue: ConsumerCatalogue,
    private readonly operational: OperationalEvents,
    private readonly settings: SenderSettings,
    private readonly clock: Clock,
  ) {}

  /** Writes down failures of one moment. A subscription that is gone has no health. */
  async failed(owner: EndpointOwner, failures: Failures): Promise<void> {
    const openForMs = await this.dataSource.transaction(async (manager) => {
      const row = await this.lock(manager, owner);
      if (row === null || row.stage === 'disabled') return null;
      const { record, openForMs, reached } = judgeFailures(
        recordOf(row),
        failures,
        this.clock.now(),
        this.settings.health,
      );
      await manager.update(EndpointHealthEntity, { subscriptionId: owner.id }, columnsOf(record));
      if (reached !== null) await this.reach(manager, owner, record, reached);
      return openForMs;
    });
    if (openForMs !== null) await this.throttle.park(owner.id, openForMs, true);
  }

  /** The endpoint works: its failures are forgotten. A subscription that was disabled meanwhile stays so until its owner enables it. */
  async succeeded(owner: EndpointOwner): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const row = await manager.findOne(EndpointHealthEntity, {
        where: { subscriptionId: owner.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (row === null || row.stage === 'disabled') return;
      await manager.delete(EndpointHealthEntity, { subscriptionId: owner.id });
      if (row.stage === 'failing') return;
      await this.operational.tell(manager, {
        type: 'kanca.subscription.recovered',
        tenant: owner.tenant,
        subject: toId('sub', owner.id),
        data: { subscriptionId: toId('sub', owner.id), failedSince: row.failingSince, failures: row.failures },
      });
    });
    await this.throttle.release(owner.id);
  }

  /** Clears every clock and counter, in the transaction that enables the subscription; `letGo` comes after it. */
  async clear(manager: EntityManager, id: string): Promise<void> {
    await manager.delete(EndpointHealthEntity, { subscriptionId: id });
  }

  /** Ends parking and probing, and forgets the rate that was learnt. */
  async letGo(id: string): Promise<void> {
    await this.throttle.release(id, true);
  }

  /** The subscriptions that have failed since they last worked, up to `limit`. */
  async failing(limit: number): Promise<Set<string>> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT subscription_id AS id FROM kanca.endpoint_health LIMIT $1`,
      [limit],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Does what a process left undone that died between writing down a circuit and opening or closing it. */
  async reconcile(throttles: readonly Throttle[]): Promise<void> {
    const open = await this.dataSource
      .getRepository(EndpointHealthEntity)
      .find({ where: { openUntil: Not(IsNull()), stage: Not('disabled') } });
    const openIds = new Set(open.map(({ subscriptionId }) => subscriptionId));
    const probed = new Set(throttles.flatMap(({ isProbed, consumerId }) => (isProbed ? [consumerId] : [])));
    for (const id of probed) if (!openIds.has(id)) await this.throttle.release(id);
    for (const { subscriptionId, openUntil } of open)
      if (!probed.has(subscriptionId))
        await this.throttle.park(subscriptionId, Math.max(0, (openUntil?.getTime() ?? 0) - this.clock.now()), true);
  }

  /** @param ids UUIDs of subscriptions */
  async viewsOf(ids: readonly string[], manager?: EntityManager): Promise<(id: string) => EndpointHealthView> {
    const rows = await (manager ?? this.dataSource.manager).find(EndpointHealthEntity, {
      where: { subscriptionId: In(ids) },
    });
    const throttles = await this.throttle.read(ids);
    return (id) =>
      viewOf(
        rows.find(({ subscriptionId }) => subscriptionId === id),
        throttles.find(({ consumerId }) => consumerId === id),
      );
  }

  private async lock(manager: EntityManager, { tenant, id }: EndpointOwner): Promise<EndpointHealthEntity | null> {
    await manager.query(
      `INSERT INTO kanca.endpoint_health (subscription_id, tenant, failing_since, failures, faults, stage, opened, last_failure_at)
       SELECT id, tenant, $3, 0, 0, 'failing', 0, $3 FROM kanca.subscriptions WHERE tenant = $1 AND id = $2
       ON CONFLICT (subscription_id) DO NOTHING`,
      [tenant, id, new Date(this.clock.now())],
    );
    return manager.findOne(EndpointHealthEntity, {
      where: { subscriptionId: id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  private async reach(
    manager: EntityManager,
    { tenant, id }: EndpointOwner,
    record: HealthRecord,
    stage: HealthStage,
  ): Promise<void> {
    const since = new Date(record.failingSince).toISOString();
    const reason = `Nothing has worked since ${since}, in ${String(record.failures)} attempts. The last one: ${record.lastError ?? 'no answer'}`;
    if (stage === 'disabled') {
      await this.catalogue.setState(id, 'disabled', manager);
      await manager.update(SubscriptionEntity, { tenant, id }, { disabledReason: reason });
    }
    const type = EVENT_OF[stage];
    if (type === undefined) return;
    const subject = toId('sub', id);
    await this.operational.tell(manager, {
      type,
      tenant,
      subject,
      data: { subscriptionId: subject, failingSince: since, failures: record.failures, lastError: record.lastError },
    });
  }
}

function recordOf(row: EndpointHealthEntity): HealthRecord {
  return {
    failingSince: row.failingSince.getTime(),
    failures: row.failures,
    faults: row.faults,
    stage: row.stage,
    opened: row.opened,
    openUntil: row.openUntil?.getTime() ?? null,
    lastFailureAt: row.lastFailureAt.getTime(),
    lastError: row.lastError,
  };
}

function columnsOf(record: HealthRecord): Partial<EndpointHealthEntity> {
  return {
    ...record,
    failingSince: new Date(record.failingSince),
    openUntil: record.openUntil === null ? null : new Date(record.openUntil),
    lastFailureAt: new Date(record.lastFailureAt),
  };
}

function viewOf(row: EndpointHealthEntity | undefined, throttle: Throttle | undefined): EndpointHealthView {
  const parkedUntil = throttle?.parkedUntil ?? null;
  return {
    stage: row?.stage ?? 'well',
    circuit: throttle?.isProbed !== true ? 'closed' : parkedUntil === null ? 'half_open' : 'open',
    failingSince: row?.failingSince ?? null,
    failures: row?.failures ?? 0,
    lastError: row?.lastError ?? null,
    nextProbeAt: parkedUntil,
    learntRate: throttle?.learntRate ?? null,
  };
}
