import { Clock, DEFAULT_SUBSCRIPTION_RETRY, KancaError, newUuid, Randomness, toId, uuidOf } from '@kanca/core';
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
import { constantTimeEqual, generateSecret } from '@kanca/signing';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DEFAULT_FORMAT } from '../formats/formats.js';
import { openHeaders, openSecret, sealHeaders, sealSecret } from './sealing.js';
import { SubscriptionEntity, type SealedSecret } from './subscription.entity.js';
import type { Subscription, SubscriptionInput, SubscriptionPatch } from './subscription.js';
import { subscriptionView } from './subscription-view.js';
import { assertPropertiesFit, validateInput } from './validate-input.js';

/** Default overlap of a rotation: both secrets sign for a day. */
const DEFAULT_OVERLAP_MS = 86_400_000;
const DEFAULT_CONCURRENCY = 32;
/** Every one of them signs every request. */
const MAX_SECRETS = 10;
/** Every process keeps all of them in memory. */
const MAX_SUBSCRIPTIONS_PER_TENANT = 10_000;
const DEFAULT_TIMEOUT_MS = 15_000;

/** A subscription and, this one time, its secret. */
export type SubscriptionWithSecret = Subscription & { readonly secret: string };

interface Saved {
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
  ) {}

  /** @throws KancaError `invalid_request`, `egress_refused`, or `conflict` when the key is taken */
  async create(tenant: string, input: SubscriptionInput): Promise<SubscriptionWithSecret> {
    validateInput(input, this.destinations);
    const owner = { tenant, id: newUuid(this.clock, this.randomness) };
    const secret = input.secret ?? generateSecret(this.randomness);
    const now = new Date(this.clock.now());
    const row: SubscriptionEntity = {
      ...owner,
      uri: input.uri,
      description: input.description ?? null,
      key: input.key ?? null,
      format: input.format ?? DEFAULT_FORMAT,
      secrets: [this.newSecret(owner, secret)],
      headersSealed: sealHeaders(this.vault, owner, input.headers ?? {}),
      properties: { ...input.properties },
      disabledReason: null,
      createdAt: now,
      updatedAt: now,
    };
    const consumer: Saved['consumer'] = consumerFromDraft({
      ...owner,
      kind: 'subscription',
      name: input.uri,
      filters: input.filters,
      state: input.enabled === false ? 'paused' : 'active',
      concurrency: input.concurrency ?? DEFAULT_CONCURRENCY,
      timeoutMs: input.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      retry: input.retry ?? DEFAULT_SUBSCRIPTION_RETRY,
      reply: false,
    });
    assertPropertiesFit(row);
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
    return { ...this.view({ row, consumer }), secret };
  }

  async list(tenant: string, page: PageRequest): Promise<Page<Subscription>> {
    const find = this.dataSource.getRepository(SubscriptionEntity).createQueryBuilder('s');
    const after = uuidAfter('sub', page.cursor);
    if (tenant !== '*') find.andWhere('s.tenant = :tenant', { tenant });
    if (after !== null) find.andWhere('s.id < :after', { after });
    const rows = await find
      .orderBy('s.id', 'DESC')
      .take(page.limit + 1)
      .getMany();
    const views = await Promise.all(
      rows.map(async (row) => [row.id, this.view(await this.withConsumer(row))] as const),
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
  async patch(tenant: string, id: string, patch: SubscriptionPatch): Promise<Subscription> {
    validateInput(patch, this.destinations);
    return this.change(tenant, id, ({ row, consumer }) => ({
      row: {
        ...row,
        uri: patch.uri ?? row.uri,
        description: patch.description ?? row.description,
        format: patch.format ?? row.format,
        headersSealed: patch.headers === undefined ? row.headersSealed : sealHeaders(this.vault, row, patch.headers),
        properties: { ...(patch.properties ?? row.properties) },
        disabledReason: patch.enabled === true ? null : row.disabledReason,
      },
      consumer: {
        ...consumer,
        name: patch.uri ?? consumer.name,
        filters: patch.filters ?? consumer.filters,
        state: patch.enabled === undefined ? consumer.state : patch.enabled ? 'active' : 'paused',
        concurrency: patch.concurrency ?? consumer.concurrency,
        timeoutMs: patch.timeoutMs ?? consumer.timeoutMs,
        retry: patch.retry ?? consumer.retry,
      },
    }));
  }

  /** Holds its deliveries. New events keep arriving and wait with the others. */
  async pause(tenant: string, id: string): Promise<Subscription> {
    return this.change(tenant, id, ({ row, consumer }) => ({ row, consumer: { ...consumer, state: 'paused' } }));
  }

  /** Lets everything that was held go out, oldest first. */
  async resume(tenant: string, id: string): Promise<Subscription> {
    return this.change(tenant, id, ({ row, consumer }) => ({
      row: { ...row, disabledReason: null },
      consumer: { ...consumer, state: 'active' },
    }));
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
    validateInput({ secret }, this.destinations);
    const expiresAt = new Date(this.clock.now() + overlapMs).toISOString();
    const changed = await this.change(tenant, id, ({ row, consumer }) => ({
      row: {
        ...row,
        secrets: [
          this.newSecret(row, secret),
          ...this.activeSecrets(row).map((old) => ({ ...old, expiresAt: old.expiresAt ?? expiresAt })),
        ],
      },
      consumer,
    }));
    return { ...changed, secret };
  }

  /** Makes the keyed subscriptions of `kanca.yaml` be as it says. Others are left alone. */
  async upsertByKey(tenant: string, input: SubscriptionInput & { readonly key: string }): Promise<Subscription> {
    const row = await this.dataSource.getRepository(SubscriptionEntity).findOneBy({ tenant, key: input.key });
    if (row === null) return this.create(tenant, input);
    const { key: _key, secret, ...patch } = input;
    const id = toId('sub', row.id);
    const patched = await this.patch(tenant, id, patch);
    if (secret === undefined || this.signsWith(row, secret)) return patched;
    return this.rotateSecret(tenant, id, { secret });
  }

  private activeSecrets(row: SubscriptionEntity): readonly SealedSecret[] {
    const active = row.secrets.filter(
      ({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > this.clock.now(),
    );
    if (active.length >= MAX_SECRETS)
      throw new KancaError(
        'conflict',
        `${String(MAX_SECRETS)} secrets sign already: wait until the older ones expire.`,
      );
    return active;
  }

  private signsWith(row: SubscriptionEntity, secret: string): boolean {
    const [newest] = row.secrets;
    return (
      newest !== undefined && constantTimeEqual(Buffer.from(openSecret(this.vault, row, newest)), Buffer.from(secret))
    );
  }

  private async change(tenant: string, id: string, edit: (saved: Saved) => Saved): Promise<Subscription> {
    return this.dataSource.transaction(async (manager) => {
      const before = await this.find(manager, tenant, id, true);
      const saved = edit(before);
      assertPropertiesFit(saved.row);
      const row = { ...saved.row, updatedAt: new Date(this.clock.now()) };
      await manager.getRepository(SubscriptionEntity).save(row);
      if (concernsDelivery(before, saved)) await this.catalogue.put(saved.consumer, manager);
      return this.view({ ...saved, row });
    });
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

  private newSecret(owner: { tenant: string; id: string }, secret: string): SealedSecret {
    const sid = toId('sec', newUuid(this.clock, this.randomness));
    return {
      sid,
      sealed: sealSecret(this.vault, owner, sid, secret),
      createdAt: new Date(this.clock.now()).toISOString(),
      expiresAt: null,
    };
  }

  private view({ row, consumer }: Saved): Subscription {
    return subscriptionView(row, consumer, openHeaders(this.vault, row), this.clock.now());
  }
}

/** Whether workers have to hear of a change. A new description costs nobody anything. */
function concernsDelivery(before: Saved, after: Saved): boolean {
  const { description: _before, ...rowBefore } = before.row;
  const { description: _after, ...rowAfter } = after.row;
  return JSON.stringify([rowBefore, before.consumer]) !== JSON.stringify([rowAfter, after.consumer]);
}
