import { Clock, KancaError, toId, uuidOf } from '@kanca/core';
import { ConsumerCatalogue, type Consumer } from '@kanca/dispatch';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SubscriptionEntity } from '../model/subscription.entity.js';
import { VerificationGate } from '../subscriptions/verification-gate.js';

export interface StoredSubscription {
  readonly row: SubscriptionEntity;
  readonly consumer: Consumer;
}

/** Reads subscriptions with their consumers, and changes what verification knows of them. */
@Injectable()
export class VerifiedSubscriptions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly catalogue: ConsumerCatalogue,
    private readonly gate: VerificationGate,
    private readonly clock: Clock,
  ) {}

  /** @throws KancaError `not_found` */
  async read(tenant: string, id: string): Promise<StoredSubscription> {
    const row = await this.find(tenant, id);
    // Without a consumer it was deleted after its row was read.
    const consumer = row === null ? null : await this.catalogue.read(row.id);
    if (row === null || consumer === null) throw new KancaError('not_found', `No subscription has the id ${id}.`);
    return { row, consumer };
  }

  /** What is stored of it alone; null when there is none. */
  async find(tenant: string, id: string): Promise<SubscriptionEntity | null> {
    const uuid = uuidOf('sub', id);
    return this.dataSource
      .getRepository(SubscriptionEntity)
      .findOneBy(tenant === '*' ? { id: uuid } : { id: uuid, tenant });
  }

  /**
   * Changes a subscription under its lock. Only the verification, the consumer's rate and its state may differ.
   * @param then what else belongs into the same transaction
   * @returns false when `edit` wanted no change, or the subscription is gone
   */
  async change(
    id: string,
    edit: (stored: StoredSubscription) => StoredSubscription | null,
    then: (manager: EntityManager) => Promise<void> = () => Promise.resolve(),
  ): Promise<boolean> {
    const uuid = uuidOf('sub', id);
    return this.dataSource.transaction(async (manager) => {
      const row = await manager.findOne(SubscriptionEntity, {
        where: { id: uuid },
        lock: { mode: 'pessimistic_write' },
      });
      const consumer = row === null ? null : await this.catalogue.read(uuid, manager);
      if (row === null || consumer === null) return false;
      const before = { row, consumer };
      const edited = edit(before);
      if (edited === null) return false;
      const after = this.gate.pass(before, edited);
      await manager.getRepository(SubscriptionEntity).save({ ...after.row, updatedAt: new Date(this.clock.now()) });
      await this.catalogue.put(after.consumer, manager);
      await then(manager);
      return true;
    });
  }

  /** Takes up to `count` subscriptions that are to be verified again. Nobody else gets them for the next `leaseMs`. */
  async takeDue(count: number, leaseMs: number): Promise<readonly string[]> {
    const now = this.clock.now();
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(
      `UPDATE kanca.subscriptions s SET reverify_at = $2
       FROM (SELECT tenant, id FROM kanca.subscriptions WHERE reverify_at <= $1
             ORDER BY reverify_at LIMIT $3 FOR UPDATE SKIP LOCKED) AS due
       WHERE s.tenant = due.tenant AND s.id = due.id
       RETURNING s.id`,
      [new Date(now), new Date(now + leaseMs), count],
    );
    return rows.map(({ id }) => toId('sub', id));
  }
}
