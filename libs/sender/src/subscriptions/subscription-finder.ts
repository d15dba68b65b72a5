import { compileFilters, toId } from '@kanca/core';
import { ConsumerCatalogue, type Consumer } from '@kanca/dispatch';
import { uuidAfter, type Page, type PageRequest } from '@kanca/dispatch/operator';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SubscriptionEntity } from '../model/subscription.entity.js';
import type { Subscription } from '../model/subscription.js';
import { Subscriptions } from './subscriptions.js';

/** Which subscriptions; all that is given must match. */
export interface SubscriptionQuery extends PageRequest {
  /** `*`: every tenant. */
  readonly tenant: string;
  readonly key?: string | undefined;
  readonly state?: Subscription['state'] | undefined;
  /** An event type: those that hear of it, as far as the type tells. */
  readonly type?: string | undefined;
}

/** Finds subscriptions by what they are. */
@Injectable()
export class SubscriptionFinder {
  constructor(
    private readonly dataSource: DataSource,
    private readonly catalogue: ConsumerCatalogue,
    private readonly subscriptions: Subscriptions,
  ) {}

  async find({ tenant, key, state, type, ...page }: SubscriptionQuery): Promise<Page<Subscription>> {
    if (key === undefined && state === undefined && type === undefined) return this.subscriptions.list(tenant, page);
    if (key !== undefined && state === undefined && type === undefined)
      return this.subscriptions.list(tenant, page, [...(await this.idsOf(tenant, key))]);
    const after = uuidAfter('sub', page.cursor);
    const passes = filterOf(type);
    const named = key === undefined ? null : await this.idsOf(tenant, key);
    const ids = (await this.catalogue.list('subscription'))
      .filter((consumer) => tenant === '*' || consumer.tenant === tenant)
      .filter((consumer) => state === undefined || shownState(consumer) === state)
      .filter(({ id }) => named === null || named.has(id))
      .filter(({ id }) => after === null || id < after)
      .filter(passes)
      .map(({ id }) => id)
      .sort()
      .reverse();
    const shown = ids.slice(0, page.limit);
    const last = shown.at(-1);
    const found = await this.subscriptions.list(tenant, { limit: page.limit }, shown);
    return { data: found.data, nextCursor: ids.length > page.limit && last !== undefined ? toId('sub', last) : null };
  }

  private async idsOf(tenant: string, key: string): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource
      .getRepository(SubscriptionEntity)
      .find({ select: { id: true, tenant: true }, where: tenant === '*' ? { key } : { tenant, key } });
    return new Set(rows.map(({ id }) => id));
  }
}

function filterOf(type: string | undefined): (consumer: Consumer) => boolean {
  return type === undefined ? () => true : ({ filters }) => compileFilters(filters)(type);
}

/** What waits for its verification is enabled: nobody has paused it. */
function shownState({ state }: Consumer): Subscription['state'] {
  return state === 'active' || state === 'unverified' ? 'enabled' : state;
}
