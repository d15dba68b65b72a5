import { KancaError, toId } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SecretKeeper } from '../secrets/secret-keeper.js';
import { SubscriptionSecrets } from './subscription-secrets.js';
import { SubscriptionEntity } from '../model/subscription.entity.js';
import type { Subscription, SubscriptionInput, SubscriptionWithSecret } from '../model/subscription.js';
import { Subscriptions } from './subscriptions.js';

/** A subscription that is known by its key; members that are left out stay as they are. */
export type KeyedInput = Omit<SubscriptionInput, 'filters'> & {
  readonly key: string;
  readonly filters?: readonly string[] | undefined;
};

/** The subscription of a key after it was put. Its secret is shown only when it is new. */
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
    private readonly secrets: SubscriptionSecrets,
    private readonly keeper: SecretKeeper,
  ) {}

  /** Makes the subscription with this key, or changes the given members; the others stay as they are. */
  async put(tenant: string, input: KeyedInput): Promise<PutSubscription> {
    if (await this.exists(tenant, input.key)) return this.change(tenant, input);
    try {
      return { subscription: await this.create(tenant, input), isNew: true };
    } catch (error) {
      // Somebody made it in between, with the same call perhaps.
      if (!(await this.exists(tenant, input.key)) || !isTaken(error)) throw error;
      return this.change(tenant, input);
    }
  }

  /** Makes a subscription of `kanca.yaml` be as it says. Others are left alone. */
  async upsert(tenant: string, input: KeyedInput): Promise<Subscription> {
    const row = await this.dataSource.getRepository(SubscriptionEntity).findOneBy({ tenant, key: input.key });
    if (row === null) return this.create(tenant, input);
    const { key: _key, secret, uri, ...rest } = input;
    // What is left out stays as it is, and an address that is empty was left out.
    const patch = uri === '' ? rest : { ...rest, uri };
    const id = toId('sub', row.id);
    const patched = await this.subscriptions.patch(tenant, id, patch);
    if (secret === undefined || this.keeper.isNewest(row, secret)) return patched;
    return this.secrets.rotate(tenant, id, { secret });
  }

  private create(tenant: string, input: KeyedInput): Promise<SubscriptionWithSecret> {
    return this.subscriptions.create(tenant, { ...input, filters: input.filters ?? ['*'] });
  }

  private async change(tenant: string, input: KeyedInput): Promise<PutSubscription> {
    return { subscription: await this.upsert(tenant, input), isNew: false };
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
