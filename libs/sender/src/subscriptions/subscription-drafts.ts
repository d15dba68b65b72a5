import { Clock, newUuid, Randomness, toId } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import { consumerFromDraft, type Consumer } from '@kanca/dispatch';
import { generateSecret } from '@kanca/signing';
import { Injectable } from '@nestjs/common';
import { batchConcurrency } from '../delivery/assert-batch.js';
import { DEFAULT_FORMAT } from '../formats/format-registry.js';
import { RetryPolicies } from '../event-types/retry-policies.js';
import { SecretKeeper } from '../secrets/secret-keeper.js';
import { DeliveryExtras } from './delivery-extras.js';
import type { SubscriptionDraft } from '../model/saved-subscription.js';
import { changedOptions } from '../model/delivery-options.js';
import { sealHeaders } from '../model/sealing.js';
import type { SubscriptionEntity } from '../model/subscription.entity.js';
import type { SubscriptionInput, SubscriptionPatch } from '../model/subscription.js';

const DEFAULT_CONCURRENCY = 32;
const MAX_FETCHED = 1_000;
const DEFAULT_TIMEOUT_MS = 15_000;

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
      description: input.description ?? null,
      key: input.key ?? null,
      format: input.format ?? DEFAULT_FORMAT,
      ...(await this.extras.of(owner, input, null)),
      secrets: [this.keeper.seal(owner, secret)],
      headersSealed: sealHeaders(this.vault, owner, input.headers ?? {}),
      properties: { ...input.properties },
      batch: input.batch ?? null,
      deliveryOptions: changedOptions({}, input),
      retryIsOwn: (input.retry ?? null) !== null,
      disabledReason: null,
      verification: null,
      requireVerification: input.requireVerification ?? false,
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
        uri: patch.uri ?? row.uri,
        description: patch.description ?? row.description,
        format: patch.format ?? row.format,
        headersSealed: patch.headers === undefined ? row.headersSealed : sealHeaders(this.vault, row, patch.headers),
        properties: { ...(patch.properties ?? row.properties) },
        batch: patch.batch === undefined ? row.batch : patch.batch,
        deliveryOptions: changedOptions(row.deliveryOptions, patch),
        retryIsOwn: patch.retry === undefined ? row.retryIsOwn : patch.retry !== null,
        ...(await this.extras.of(row, patch, row)),
        disabledReason: patch.enabled === true ? null : row.disabledReason,
        requireVerification: patch.requireVerification ?? row.requireVerification,
      },
      consumer: {
        ...consumer,
        name: patch.uri ?? consumer.name,
        filters: patch.filters ?? consumer.filters,
        state: patch.enabled === undefined ? consumer.state : patch.enabled ? 'active' : 'paused',
        concurrency: patch.concurrency ?? batchConcurrency(patch.batch ?? null, consumer.concurrency),
        timeoutMs: patch.timeoutMs ?? consumer.timeoutMs,
        where: patch.where === undefined ? consumer.where : patch.where,
        rateLimit: patch.rateLimit === undefined ? consumer.rateLimit : patch.rateLimit,
        orderBy: patch.orderBy === undefined ? consumer.orderBy : patch.orderBy,
        onPoison: patch.onPoison ?? consumer.onPoison,
        retry:
          patch.retry ?? (patch.retry === null ? this.policies.ofFormat(patch.format ?? row.format) : consumer.retry),
      },
    };
  }

  private consumerOf(row: SubscriptionEntity, input: SubscriptionInput): Omit<Consumer, 'revision'> {
    const isPull = input.delivery === 'pull';
    return consumerFromDraft({
      tenant: row.tenant,
      id: row.id,
      kind: 'subscription',
      name: isPull ? `(fetched) ${input.key ?? toId('sub', row.id)}` : input.uri,
      pull: isPull,
      filters: input.filters,
      state: input.enabled === false ? 'paused' : 'active',
      // What it may hold at once, for one that fetches.
      concurrency: input.concurrency ?? (isPull ? MAX_FETCHED : batchConcurrency(row.batch, DEFAULT_CONCURRENCY)),
      timeoutMs: input.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      where: input.where ?? null,
      rateLimit: input.rateLimit ?? null,
      orderBy: input.orderBy ?? null,
      onPoison: input.onPoison ?? 'skip',
      retry: input.retry ?? this.policies.ofFormat(row.format),
      reply: false,
    });
  }
}
