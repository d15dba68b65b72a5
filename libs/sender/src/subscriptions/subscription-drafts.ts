import { Clock, newUuid, Randomness, toId } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import { consumerFromDraft, type Consumer } from '@kanca/dispatch';
import { generateSecret } from '@kanca/signing';
import { Injectable } from '@nestjs/common';
import { batchConcurrency } from '../delivery/assert-batch.js';
import { RetryPolicies } from '../event-types/retry-policies.js';
import { SecretKeeper } from '../secrets/secret-keeper.js';
import { DeliveryExtras } from './delivery-extras.js';
import type { SubscriptionDraft } from '../model/saved-subscription.js';
import { changedColumns, changedMembers } from '../model/kept-settings.js';
import { sealHeaders } from '../model/sealing.js';
import type { SubscriptionEntity } from '../model/subscription.entity.js';
import { SUBSCRIPTION_SETTINGS } from '../model/subscription-settings.js';
import type { SubscriptionInput, SubscriptionPatch } from '../model/subscription.js';

const CONCURRENCY = SUBSCRIPTION_SETTINGS.concurrency;

/** Turns a request to create or change a subscription into the rows that are stored. */
@Injectable()
export class SubscriptionDrafts {
  constructor(
    private readonly vault: SecretVault,
    private readonly extras: DeliveryExtras,
    private readonly keeper: SecretKeeper,
    private readonly policies: RetryPolicies,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * @returns the secret too, which is sealed in the draft
   * @throws KancaError as `DeliveryExtras.of` does
   */
  async ofInput(
    tenant: string,
    input: SubscriptionInput,
  ): Promise<{ readonly draft: SubscriptionDraft; readonly secret: string }> {
    const owner = { tenant, id: newUuid(this.clock, this.randomness) };
    const secret = input.secret ?? generateSecret(this.randomness);
    const now = new Date(this.clock.now());
    const row: SubscriptionEntity = {
      ...owner,
      uri: input.uri,
      key: input.key ?? null,
      ...changedColumns('row', input, null),
      ...(await this.extras.of(owner, input, null)),
      secrets: [this.keeper.seal(owner, secret)],
      headersSealed: sealHeaders(this.vault, owner, input.headers ?? {}),
      settings: changedMembers('row', input, null),
      retryIsOwn: (input.retry ?? null) !== null,
      disabledReason: null,
      verification: null,
      reverifyAt: null,
      createdAt: now,
      updatedAt: now,
    };
    return { draft: { row, consumer: this.consumerOf(row, input) }, secret };
  }

  /** @throws KancaError as `DeliveryExtras.of` does */
  async ofPatch({ row, consumer }: SubscriptionDraft, patch: SubscriptionPatch): Promise<SubscriptionDraft> {
    return {
      row: {
        ...row,
        ...changedColumns('row', patch, row),
        settings: changedMembers('row', patch, row.settings),
        uri: patch.uri ?? row.uri,
        headersSealed: patch.headers === undefined ? row.headersSealed : sealHeaders(this.vault, row, patch.headers),
        retryIsOwn: patch.retry === undefined ? row.retryIsOwn : patch.retry !== null,
        ...(await this.extras.of(row, patch, row)),
        disabledReason: patch.enabled === true ? null : row.disabledReason,
      },
      consumer: {
        ...consumer,
        ...changedColumns('consumer', patch, consumer),
        settings: changedMembers('consumer', patch, consumer.settings),
        name: patch.uri ?? consumer.name,
        filters: patch.filters ?? consumer.filters,
        state: patch.enabled === undefined ? consumer.state : patch.enabled ? 'active' : 'paused',
        concurrency: patch.concurrency ?? batchConcurrency(patch.batch ?? null, consumer.concurrency),
        retry:
          patch.retry ?? (patch.retry === null ? this.policies.ofFormat(patch.format ?? row.format) : consumer.retry),
      },
    };
  }

  private consumerOf(row: SubscriptionEntity, input: SubscriptionInput): Omit<Consumer, 'revision'> {
    const isPull = input.delivery === 'pull';
    return consumerFromDraft({
      ...changedColumns('consumer', input, null),
      settings: changedMembers('consumer', input, null),
      tenant: row.tenant,
      id: row.id,
      kind: 'subscription',
      name: isPull ? `(fetched) ${input.key ?? toId('sub', row.id)}` : input.uri,
      pull: isPull,
      filters: input.filters,
      state: input.enabled === false ? 'paused' : 'active',
      // What it may hold at once, for one that fetches.
      concurrency:
        input.concurrency ?? (isPull ? CONCURRENCY.type.max : batchConcurrency(row.batch, CONCURRENCY.default)),
      retry: input.retry ?? this.policies.ofFormat(row.format),
      reply: false,
    });
  }
}
