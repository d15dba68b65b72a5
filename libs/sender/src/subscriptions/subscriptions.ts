import { Clock, KancaError, newUuid, Randomness, toId, uuidOf } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import {
  ConsumerCatalogue,
  consumerFromDraft,
  pageOf,
  uuidAfter,
  type Consumer,
  type Page,
  type PageRequest,
} from '@kanca/dispatch';
import { DestinationPolicy } from '@kanca/egress';
import { generateSecret } from '@kanca/signing';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { assertFitsFormat } from '../formats/assert-fits-format.js';
import { DEFAULT_FORMAT, FormatRegistry } from '../formats/format-registry.js';
import { openHeaders, sealHeaders } from './sealing.js';
import { SecretKeeper } from '../secrets/secret-keeper.js';
import { assertSignatures } from '../secrets/assert-signatures.js';
import { DeliveryExtras } from './delivery-extras.js';
import { SubscriptionEntity } from './subscription.entity.js';
import type { Subscription, SubscriptionInput, SubscriptionPatch } from './subscription.js';
import { EndpointHealth, type EndpointHealthView } from '../health/endpoint-health.js';
import { assertBatch, batchConcurrency } from '../batching/assert-batch.js';
import { subscriptionView } from './subscription-view.js';
import { assertSameDelivery, validateInput } from './validate-input.js';
import { RetryPolicies } from '../redelivery/retry-policies.js';
import { SubscriptionHooks } from '../registration/subscription-hooks.js';
import { VerificationGate } from '../verification/verification-gate.js';

/** Default overlap of a rotation: both secrets sign for a day. */
const DEFAULT_OVERLAP_MS = 86_400_000;
const DEFAULT_CONCURRENCY = 32;
/** Every process keeps all of them in memory. */
const MAX_SUBSCRIPTIONS_PER_TENANT = 10_000;
const MAX_FETCHED = 1_000;
const DEFAULT_TIMEOUT_MS = 15_000;

/** A subscription and, this one time, its secret. */
export type SubscriptionWithSecret = Subscription & { readonly secret: string };

/** A subscription that is known by its key; what is left out stays as it is. */
export type KeyedInput = Omit<SubscriptionInput, 'filters'> & {
  readonly key: string;
  readonly filters?: readonly string[] | undefined;
};

/** A subscription in both of its halves. */
export interface Saved {
  readonly row: SubscriptionEntity;
  readonly consumer: Omit<Consumer, 'revision'>;
}

/** The remote consumers: who is called, about what, and with which key. */
@Injectable()
export class Subscriptions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly catalogue: ConsumerCatalogue,
    private readonly destinations: DestinationPolicy,
    private readonly vault: SecretVault,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly formats: FormatRegistry,
    private readonly gate: VerificationGate,
    private readonly health: EndpointHealth,
    private readonly hooks: SubscriptionHooks,
    private readonly keeper: SecretKeeper,
    private readonly extras: DeliveryExtras,
    private readonly policies: RetryPolicies,
  ) {}

  /** @throws KancaError `invalid_request`, `egress_refused`, or `conflict` when the key is taken */
  async create(tenant: string, wanted: SubscriptionInput): Promise<SubscriptionWithSecret> {
    const input = await this.hooks.creating(tenant, wanted);
    validateInput(input, this.destinations, this.formats);
    const owner = { tenant, id: newUuid(this.clock, this.randomness) };
    const isPull = input.delivery === 'pull';
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
      retryIsOwn: (input.retry ?? null) !== null,
      disabledReason: null,
      verification: null,
      requireVerification: input.requireVerification ?? false,
      reverifyAt: null,
      createdAt: now,
      updatedAt: now,
    };
    const draft = consumerFromDraft({
      ...owner,
      kind: 'subscription',
      name: isPull ? `(fetched) ${input.key ?? toId('sub', owner.id)}` : input.uri,
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
    this.assertFitsFormat(row);
    assertBatch(row.batch, this.formats.require(row.format), draft);
    const { consumer } = this.gate.pass(null, { row, consumer: draft });
    await this.dataSource.transaction(async (manager) => {
      if ((await manager.countBy(SubscriptionEntity, { tenant })) >= MAX_SUBSCRIPTIONS_PER_TENANT)
        throw new KancaError(
          'conflict',
          `The tenant has ${String(MAX_SUBSCRIPTIONS_PER_TENANT)} subscriptions, and may not have more.`,
        );
      if (row.key !== null && (await manager.existsBy(SubscriptionEntity, { tenant, key: row.key })))
        throw new KancaError(
          'conflict',
          `A subscription with the key ${row.key} is there already: change it with PATCH.`,
        );
      await manager.getRepository(SubscriptionEntity).save(row);
      await this.catalogue.put(consumer, manager);
    });
    return { ...(await this.view({ row, consumer })), secret };
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
    const healthOf = await this.health.viewsOf(rows.map(({ id }) => id));
    const views = await Promise.all(
      rows.map(async (row) => [row.id, this.viewWith(await this.withConsumer(row), healthOf(row.id))] as const),
    );
    const byId = new Map(views);
    const shown = pageOf('sub', rows, page.limit, ({ id }) => byId.get(id));
    return { ...shown, data: shown.data.filter((view) => view !== undefined) };
  }

  /** @throws KancaError `not_found` */
  async get(tenant: string, id: string): Promise<Subscription> {
    return this.view(await this.find(this.dataSource.manager, tenant, id));
  }

  /** @throws KancaError `not_found`, `invalid_request`, `egress_refused` */
  async patch(tenant: string, id: string, wanted: SubscriptionPatch): Promise<Subscription> {
    const patch = await this.hooks.changing(wanted, () => this.get(tenant, id));
    assertSameDelivery((await this.find(this.dataSource.manager, tenant, id)).consumer.pull, patch);
    validateInput(patch, this.destinations, this.formats);
    return this.change(tenant, id, async ({ row, consumer }) => ({
      row: {
        ...row,
        uri: patch.uri ?? row.uri,
        description: patch.description ?? row.description,
        format: patch.format ?? row.format,
        headersSealed: patch.headers === undefined ? row.headersSealed : sealHeaders(this.vault, row, patch.headers),
        properties: { ...(patch.properties ?? row.properties) },
        batch: patch.batch === undefined ? row.batch : patch.batch,
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
    }));
  }

  /** Holds its deliveries. New events keep arriving and wait with the others. */
  async pause(tenant: string, id: string): Promise<Subscription> {
    return this.change(tenant, id, ({ row, consumer }) => ({ row, consumer: { ...consumer, state: 'paused' } }));
  }

  /** Lets everything that was held go out, oldest first. An endpoint that was spared because it failed gets a new start. */
  async resume(tenant: string, id: string): Promise<Subscription> {
    const { row } = await this.find(this.dataSource.manager, tenant, id);
    await this.health.clear(this.dataSource.manager, row.id);
    await this.health.letGo(row.id);
    return this.change(tenant, id, (saved) => ({
      row: { ...saved.row, disabledReason: null },
      consumer: { ...saved.consumer, state: 'active' },
    }));
  }

  /** Enables it if the hub has disabled it, with a new start for its endpoint. @returns whether it was disabled */
  async reenable(tenant: string, id: string): Promise<boolean> {
    const found = await this.find(this.dataSource.manager, tenant, id);
    if (found.consumer.state !== 'disabled') return false;
    await this.change(tenant, id, ({ row, consumer }) =>
      consumer.state === 'disabled'
        ? { row: { ...row, disabledReason: null }, consumer: { ...consumer, state: 'active' } }
        : { row, consumer },
    );
    // Also when it still waits for its verification, which `change` does not take for a new start.
    await this.health.clear(this.dataSource.manager, found.row.id);
    await this.health.letGo(found.row.id);
    return true;
  }

  /** Removes it and cancels what it has waiting. */
  async remove(tenant: string, id: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const { row } = await this.find(manager, tenant, id);
      await manager.delete(SubscriptionEntity, { tenant: row.tenant, id: row.id });
      await this.catalogue.remove(row.id, manager);
    });
  }

  /** Makes a new secret that signs at once; the ones before sign on for `overlapMs`. Shown this one time. */
  async rotateSecret(
    tenant: string,
    id: string,
    { overlapMs = DEFAULT_OVERLAP_MS, secret = generateSecret(this.randomness) } = {},
  ): Promise<SubscriptionWithSecret> {
    const { format } = (await this.find(this.dataSource.manager, tenant, id)).row;
    validateInput({ secret, format }, this.destinations, this.formats);
    const expiresAt = new Date(this.clock.now() + overlapMs).toISOString();
    const changed = await this.change(tenant, id, ({ row, consumer }) => ({
      row: {
        ...this.keeper.withRoom(row),
        secrets: [
          this.keeper.seal(row, secret),
          ...this.keeper.active(row).map((old) => ({ ...old, expiresAt: old.expiresAt ?? expiresAt })),
        ],
      },
      consumer,
    }));
    return { ...changed, secret };
  }

  /** Makes the keyed subscriptions of `kanca.yaml` be as it says. Others are left alone. */
  async upsertByKey(tenant: string, input: KeyedInput): Promise<Subscription> {
    const row = await this.dataSource.getRepository(SubscriptionEntity).findOneBy({ tenant, key: input.key });
    if (row === null) return this.create(tenant, { ...input, filters: input.filters ?? ['*'] });
    const { key: _key, secret, uri, ...rest } = input;
    // What is left out stays as it is, and an address that is empty was left out.
    const patch = uri === '' ? rest : { ...rest, uri };
    const id = toId('sub', row.id);
    const patched = await this.patch(tenant, id, patch);
    if (secret === undefined || this.keeper.isNewest(row, secret)) return patched;
    return this.rotateSecret(tenant, id, { secret });
  }

  private assertFitsFormat(row: SubscriptionEntity, before?: SubscriptionEntity): void {
    const hasNewFormat = before !== undefined && before.format !== row.format;
    const format = this.formats.require(row.format);
    assertSignatures(format, row.signatures);
    assertFitsFormat(format, {
      properties: row.properties,
      headers: Object.keys(openHeaders(this.vault, row)),
      secrets: hasNewFormat ? this.keeper.open(row) : [],
    });
  }

  /** Changes one as `edit` says, in a transaction of its own; workers hear of what concerns them. For the services beside this one. */
  async change(tenant: string, id: string, edit: (saved: Saved) => Saved | Promise<Saved>): Promise<Subscription> {
    const changed = await this.dataSource.transaction(async (manager) => {
      const before = await this.find(manager, tenant, id, true);
      const saved = this.gate.pass(before, await edit(before));
      this.assertFitsFormat(saved.row, before.row);
      assertBatch(saved.row.batch, this.formats.require(saved.row.format), saved.consumer);
      const row = { ...saved.row, updatedAt: new Date(this.clock.now()) };
      await manager.getRepository(SubscriptionEntity).save(row);
      if (concernsDelivery(before, saved)) await this.catalogue.put(saved.consumer, manager);
      const startsAnew = beginsAnew(before, saved);
      if (startsAnew) await this.health.clear(manager, row.id);
      return { saved: { ...saved, row }, startsAnew };
    });
    if (changed.startsAnew) await this.health.letGo(changed.saved.row.id);
    return this.view(changed.saved);
  }

  private async find(manager: EntityManager, tenant: string, id: string, forUpdate = false): Promise<Saved> {
    const uuid = uuidOf('sub', id);
    const row = await manager.findOne(SubscriptionEntity, {
      where: tenant === '*' ? { id: uuid } : { id: uuid, tenant },
      ...(forUpdate ? { lock: { mode: 'pessimistic_write' as const } } : {}),
    });
    if (row === null) throw new KancaError('not_found', `No subscription has the id ${id}.`);
    return this.withConsumer(row, manager);
  }

  private async withConsumer(row: SubscriptionEntity, manager?: EntityManager): Promise<Saved> {
    const consumer = await this.catalogue.read(row.id, manager);
    if (consumer === null) throw new Error(`Subscription ${toId('sub', row.id)} has lost its consumer.`);
    return { row, consumer };
  }

  private async view(saved: Saved): Promise<Subscription> {
    return this.viewWith(saved, (await this.health.viewsOf([saved.row.id]))(saved.row.id));
  }

  private viewWith({ row, consumer }: Saved, health: EndpointHealthView): Subscription {
    const headers = openHeaders(this.vault, row);
    const retry = row.retryIsOwn ? consumer.retry : this.policies.ofFormat(row.format);
    return subscriptionView(row, consumer, { headers, retry, health, nowMs: this.clock.now() });
  }
}

/** Whether it was enabled, or goes to another address: what was held against the endpoint is of the past. */
function beginsAnew(before: Saved, after: Saved): boolean {
  const isEnabled = before.consumer.state !== 'active' && after.consumer.state === 'active';
  return isEnabled || before.row.uri !== after.row.uri;
}

/** Whether workers have to hear of a change. A new description costs nobody anything. */
function concernsDelivery(before: Saved, after: Saved): boolean {
  const { description: _before, ...rowBefore } = before.row;
  const { description: _after, ...rowAfter } = after.row;
  return JSON.stringify([rowBefore, before.consumer]) !== JSON.stringify([rowAfter, after.consumer]);
}
