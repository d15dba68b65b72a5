import { Clock, KancaError, nextVersion, uuidOf } from '@kanca/core';
import { ConsumerCatalogue } from '@kanca/dispatch';
import { pageOf, uuidAfter, type Page, type PageRequest } from '@kanca/dispatch/operator';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { EndpointHealth } from '../health/endpoint-health.js';
import { SenderSettings } from '../settings/sender-settings.js';
import { VerificationGate } from './verification-gate.js';
import type { SavedSubscription, SubscriptionDraft } from '../model/saved-subscription.js';
import { SubscriptionRules } from './subscription-rules.js';
import { SubscriptionViews } from './subscription-views.js';
import { SubscriptionEntity } from '../model/subscription.entity.js';
import type { Subscription } from '../model/subscription.js';

/** Keeps subscriptions: every change of one passes here, under its lock and by the rules. */
@Injectable()
export class SubscriptionStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly catalogue: ConsumerCatalogue,
    private readonly rules: SubscriptionRules,
    private readonly gate: VerificationGate,
    private readonly health: EndpointHealth,
    private readonly views: SubscriptionViews,
    private readonly clock: Clock,
    private readonly settings: SenderSettings,
  ) {}

  /**
   * @param tenant `*`: every tenant
   * @throws KancaError `not_found`
   */
  async find(
    tenant: string,
    id: string,
    manager: EntityManager = this.dataSource.manager,
    forUpdate = false,
  ): Promise<SavedSubscription> {
    const saved = await this.lookUp(tenant, id, manager, forUpdate);
    if (saved === null) throw new KancaError('not_found', `No subscription has the id ${id}.`);
    return saved;
  }

  /** What is stored of it alone, without its consumer; null when there is none. */
  row(
    tenant: string,
    id: string,
    manager: EntityManager = this.dataSource.manager,
    forUpdate = false,
  ): Promise<SubscriptionEntity | null> {
    const uuid = uuidOf('sub', id);
    return manager.findOne(SubscriptionEntity, {
      where: tenant === '*' ? { id: uuid } : { id: uuid, tenant },
      ...(forUpdate ? { lock: { mode: 'pessimistic_write' as const } } : {}),
    });
  }

  /** @throws KancaError `not_found` */
  async read(tenant: string, id: string): Promise<Subscription> {
    return this.views.of(await this.find(tenant, id));
  }

  /** @param only UUIDs of those that are meant */
  async list(tenant: string, page: PageRequest, only?: readonly string[]): Promise<Page<Subscription>> {
    const find = this.dataSource.getRepository(SubscriptionEntity).createQueryBuilder('s');
    if (only !== undefined) find.andWhere('s.id = ANY(:only)', { only });
    const after = uuidAfter('sub', page.cursor);
    if (tenant !== '*') find.andWhere('s.tenant = :tenant', { tenant });
    if (after !== null) find.andWhere('s.id < :after', { after });
    const rows = await find
      .orderBy('s.id', 'DESC')
      .take(page.limit + 1)
      .getMany();
    const saved = await Promise.all(rows.map((row) => this.withConsumer(row)));
    const views = await this.views.ofAll(saved.filter((one) => one !== null));
    const shown = pageOf('sub', rows, page.limit, ({ id }) => views.get(id));
    return { ...shown, data: shown.data.filter((view) => view !== undefined) };
  }

  /** @throws KancaError `invalid_request` by the rules, `conflict` when its key is taken or the tenant has too many */
  async add(wanted: SubscriptionDraft): Promise<Subscription> {
    this.rules.assert(wanted, null);
    const saved = this.gate.pass(null, wanted);
    await this.dataSource.transaction(async (manager) => {
      await assertRoom(manager, saved.row, this.settings.tenantSubscriptions);
      await manager.getRepository(SubscriptionEntity).save(saved.row);
      await this.catalogue.put(saved.consumer, manager);
    });
    return this.views.of(saved);
  }

  /**
   * Changes one as `edit` says, in a transaction of its own; workers hear of changes that concern them.
   * @throws KancaError `not_found`, `invalid_request` by the rules, and what `edit` throws
   */
  async change(
    tenant: string,
    id: string,
    edit: (saved: SavedSubscription) => SubscriptionDraft | Promise<SubscriptionDraft>,
    expected?: Date,
  ): Promise<Subscription> {
    const changed = await this.dataSource.transaction(async (manager) => {
      const before = await this.find(tenant, id, manager, true);
      const updatedAt = nextVersion(before.row.updatedAt, this.clock.now(), expected);
      const saved = this.gate.pass(before, await edit(before));
      this.rules.assert(saved, before);
      const row = { ...saved.row, updatedAt };
      await manager.getRepository(SubscriptionEntity).save(row);
      if (concernsDelivery(before, saved)) await this.catalogue.put(saved.consumer, manager);
      const startsAnew = beginsAnew(before, saved);
      if (startsAnew) await this.health.clear(manager, row.id);
      return { saved: { ...saved, row }, startsAnew };
    });
    if (changed.startsAnew) await this.health.letGo(changed.saved.row.id);
    return this.views.of(changed.saved);
  }

  /**
   * Changes what verification knows of one, under its lock. Only the verification, the consumer's rate and its state may differ.
   * @param then what else belongs into the same transaction
   * @returns false when `edit` wanted no change, or the subscription is gone
   */
  async changeVerification(
    id: string,
    edit: (saved: SavedSubscription) => SubscriptionDraft | null,
    then: (manager: EntityManager) => Promise<void> = () => Promise.resolve(),
  ): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const before = await this.lookUp('*', id, manager, true);
      const edited = before && edit(before);
      if (before === null || edited === null) return false;
      const after = this.gate.pass(before, edited);
      await manager.getRepository(SubscriptionEntity).save({ ...after.row, updatedAt: new Date(this.clock.now()) });
      await this.catalogue.put(after.consumer, manager);
      await then(manager);
      return true;
    });
  }

  /** Removes it and cancels what it has waiting. @throws KancaError `not_found` */
  async remove(tenant: string, id: string, expected?: Date): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const { row } = await this.find(tenant, id, manager, expected !== undefined);
      nextVersion(row.updatedAt, this.clock.now(), expected);
      await manager.delete(SubscriptionEntity, { tenant: row.tenant, id: row.id });
      await this.catalogue.remove(row.id, manager);
    });
  }

  private async lookUp(
    tenant: string,
    id: string,
    manager: EntityManager,
    forUpdate: boolean,
  ): Promise<SavedSubscription | null> {
    const row = await this.row(tenant, id, manager, forUpdate);
    return row === null ? null : this.withConsumer(row, manager);
  }

  /** Null when the subscription was deleted after `row` was read: both go in one transaction. */
  private async withConsumer(row: SubscriptionEntity, manager?: EntityManager): Promise<SavedSubscription | null> {
    const consumer = await this.catalogue.read(row.id, manager);
    return consumer === null ? null : { row, consumer };
  }
}

async function assertRoom(manager: EntityManager, { tenant, key }: SubscriptionEntity, limit: number): Promise<void> {
  if ((await manager.countBy(SubscriptionEntity, { tenant })) >= limit)
    throw new KancaError(
      'conflict',
      `The tenant has ${String(limit)} subscriptions, and may not have more: remove one, or have the operator of the hub raise KANCA_TENANT_SUBSCRIPTIONS.`,
    );
  if (key !== null && (await manager.existsBy(SubscriptionEntity, { tenant, key })))
    throw new KancaError('conflict', `A subscription with the key ${key} is there already: change it with PATCH.`);
}

/** Whether it was enabled, or goes to another address: what was held against the endpoint is of the past. */
function beginsAnew(before: SubscriptionDraft, after: SubscriptionDraft): boolean {
  const isEnabled = before.consumer.state !== 'active' && after.consumer.state === 'active';
  return isEnabled || before.row.uri !== after.row.uri;
}

/** Whether workers have to hear of a change. A new description costs nobody anything. */
function concernsDelivery(before: SubscriptionDraft, after: SubscriptionDraft): boolean {
  const { description: _before, ...rowBefore } = before.row;
  const { description: _after, ...rowAfter } = after.row;
  return JSON.stringify([rowBefore, before.consumer]) !== JSON.stringify([rowAfter, after.consumer]);
}
