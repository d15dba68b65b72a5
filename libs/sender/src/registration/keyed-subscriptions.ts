import { KancaError } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SubscriptionEntity } from '../subscriptions/subscription.entity.js';
import type { Subscription } from '../subscriptions/subscription.js';
import { Subscriptions, type KeyedInput, type SubscriptionWithSecret } from '../subscriptions/subscriptions.js';

export interface PutSubscription {
  /** With its secret, this one time, when it is new. */
  readonly subscription: Subscription | SubscriptionWithSecret;
  readonly isNew: boolean;
}

/** Subscriptions as scripts have them: known by a key of their own, made or changed by one call that may be repeated. */
@Injectable()
export class KeyedSubscriptions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Makes the subscription with this key, or changes it to what is given; what is left out stays as it is. */
  async put(tenant: string, input: KeyedInput): Promise<PutSubscription> {
    if (await this.exists(tenant, input.key)) return this.change(tenant, input);
    try {
      return {
        subscription: await this.subscriptions.create(tenant, { ...input, filters: input.filters ?? ['*'] }),
        isNew: true,
      };
    } catch (error) {
      // Somebody made it in between, with the same call perhaps.
      if (!(await this.exists(tenant, input.key)) || !isTaken(error)) throw error;
      return this.change(tenant, input);
    }
  }

  private async change(tenant: string, input: KeyedInput): Promise<PutSubscription> {
    return { subscription: await this.subscriptions.upsertByKey(tenant, input), isNew: false };
  }

  private exists(tenant: string, key: string): Promise<boolean> {
    return this.dataSource.getRepository(SubscriptionEntity).existsBy({ tenant, key });
  }
}

/** Found taken by a look before, or by the unique index. */
function isTaken(error: unknown): boolean {
  if (error instanceof KancaError) return error.code === 'conflict';
  return error instanceof Error && 'code' in error && error.code === '23505';
}
