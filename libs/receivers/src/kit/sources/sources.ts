import { Clock, KancaError, newUuid, nextVersion, Randomness, toId } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, MoreThan, Raw, type FindOperator } from 'typeorm';
import {
  MAX_SECRETS,
  problemsOfOptions,
  problemsOfSecrets,
  sourceSettings,
  unknownSettings,
} from '../pipeline/source-settings.js';
import { ofTenant } from '../tenant-condition.js';
import { ReceiverRegistry } from '../receiver-registry.js';
import { PostgresSourceDirectory } from './postgres-source-directory.js';
import { SealedSecrets } from './sealed-secrets.js';
import { announceSources } from './announce-sources.js';
import { assertUrlIsFree, rememberUrl, urlIsTaken } from './given-up-urls.js';
import { assertMayBeNameless, nameWithout, problemOfName } from './source-name.js';
import { keepHidden } from './source-options.js';
import { secretViewOf, sourceViewOf } from './source-view.js';
import { SourceEntity } from './source.entity.js';
import { syncFileSources } from './sync-file-sources.js';
import { isAwaited, uriOf } from './source.js';
import type { EntityManager } from 'typeorm';
import type { ReceiverDefinition } from '../receiver-definition.js';
import type { SettingProblem } from '../pipeline/source-settings.js';
import type { SourceOptions } from '../verify/scheme.js';
import type { SecretView, SourceView } from './source-view.js';
import type { Source, SourceSpec } from './source.js';

/** PostgreSQL's own code. */
const UNIQUE_VIOLATION = '23505';

/** A source to be made. Its settings stand beside these two as in `kanca.yaml`: `secrets` (or the provider's own name), `options`. */
export interface SourceDraft {
  readonly provider: string;
  /** The last part of its URL; none for the provider's main source, or a random one in other tenants than `default`. */
  readonly name?: string | null | undefined;
  readonly [setting: string]: unknown;
}

/** What may be changed of a source. Its secrets have calls of their own. */
export interface SourcePatch {
  readonly name?: string | null | undefined;
  /** Replaces all options. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}

/** Which sources are listed. */
export interface SourceQuery {
  readonly limit: number;
  /** The UUID of the last source of the page before. */
  readonly cursor?: string | undefined;
  /** Written in any case. */
  readonly provider?: string | undefined;
  /** `default`: those without a name. */
  readonly name?: string | undefined;
}

/** One page of sources, and the cursor of the next page. */
export interface SourcePage {
  readonly data: readonly SourceView[];
  readonly nextCursor: string | null;
}

/** Makes and changes sources. Secrets go in and never come out; what comes out may be shown. Ids are UUIDs. */
@Injectable()
export class Sources {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: PostgresSourceDirectory,
    private readonly registry: ReceiverRegistry,
    private readonly secrets: SealedSecrets,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Oldest first. Here and below the tenant `*` stands for every tenant. */
  async list(tenant: string, page: SourceQuery): Promise<SourcePage> {
    const found = await this.dataSource.getRepository(SourceEntity).find({
      where: {
        ...ofTenant(tenant),
        ...(page.cursor === undefined ? {} : { id: MoreThan(page.cursor) }),
        ...(page.provider === undefined ? {} : { provider: page.provider.toLowerCase() }),
        ...(page.name === undefined ? {} : { name: named(page.name) }),
      },
      order: { id: 'ASC' },
      take: page.limit + 1,
    });
    const data = found.slice(0, page.limit);
    return {
      data: data.map((entity) => this.view(entity)),
      nextCursor: found.length > data.length ? (data.at(-1)?.id ?? null) : null,
    };
  }

  /** @throws KancaError `not_found` */
  async get(tenant: string, id: string): Promise<SourceView> {
    const entity = await this.dataSource.getRepository(SourceEntity).findOneBy({ ...ofTenant(tenant), id });
    if (entity === null) throw notFound(id);
    return this.view(entity);
  }

  /**
   * Without a secret it is made all the same, and its URL answers 503 until it has one.
   * @throws KancaError `invalid_request`, or `conflict` when the URL is taken
   */
  async create(tenant: string, draft: SourceDraft): Promise<SourceView> {
    const receiver = this.registry.require(draft.provider);
    const name = draft.name ?? nameWithout(tenant, this.randomness);
    assertName(name);
    refuse(unknownSettings(receiver, draft));
    const { secrets, options } = sourceSettings(receiver, draft);
    const id = newUuid(this.clock, this.randomness);
    const now = new Date(this.clock.now());
    const entity: SourceEntity = {
      tenant,
      id,
      provider: receiver.name,
      name,
      secrets: secrets.map((secret) => this.secrets.seal({ tenant, id }, secret)),
      options: this.secrets.sealOptions({ tenant, id }, receiver.options, options),
      origin: 'api',
      awaitsSecretUntil: null,
      createdAt: now,
      updatedAt: now,
    };
    await this.write(async (manager) => {
      await assertUrlIsFree(manager, uriOf(entity.provider, entity.name), tenant, this.clock.now());
      await refuseTaken(entity, manager.save(SourceEntity, entity));
    });
    return this.view(entity);
  }

  /** @throws KancaError `not_found`, `invalid_request`, or `conflict` for a source of the configuration or a URL that is taken */
  async patch(tenant: string, id: string, patch: SourcePatch, expected?: Date): Promise<SourceView> {
    return this.view(
      await this.change(
        tenant,
        id,
        (entity) => {
          if (patch.name !== undefined) {
            assertName(patch.name);
            if (patch.name === null) assertMayBeNameless(entity.tenant, entity.provider);
            entity.name = patch.name;
          }
          if (patch.options !== undefined) {
            const receiver = this.registry.require(entity.provider);
            refuse(problemsOfOptions(receiver, patch.options));
            refuse(problemsOfChange(receiver, this.secrets.openThoseThatOpen(entity, entity.secrets), patch.options));
            const options = keepHidden(patch.options, entity.options);
            entity.options = this.secrets.sealOptions(entity, receiver.options, options);
          }
        },
        expected,
      ),
    );
  }

  /** @throws KancaError `not_found` or `conflict` */
  async delete(tenant: string, id: string, expected?: Date): Promise<void> {
    await this.write(async (manager) => {
      const entity = await findForChange(manager, tenant, id);
      nextVersion(entity.updatedAt, this.clock.now(), expected);
      await rememberUrl(manager, uriOf(entity.provider, entity.name), entity.tenant, this.clock.now());
      await manager.remove(entity);
    });
  }

  /** Adds the newest secret; the others stay good until they are removed. */
  async addSecret(tenant: string, id: string, secret: string): Promise<SecretView> {
    const { secrets } = await this.change(tenant, id, (entity) => {
      refuse(problemsOfSecrets(this.registry.require(entity.provider), [secret], entity.options));
      if (entity.secrets.length >= MAX_SECRETS)
        throw new KancaError(
          'conflict',
          `A source has at most ${String(MAX_SECRETS)} secrets: remove one that is not used any more.`,
        );
      entity.secrets = [this.secrets.seal(entity, secret), ...entity.secrets];
    });
    const [added] = secrets;
    if (added === undefined) throw new Error('A secret that was just added is gone.');
    return secretViewOf(added);
  }

  /**
   * Has a source wait for the secret that its provider hands over, for so many minutes. Who sends one first owns the source, so it
   * takes none at any other time.
   * @throws KancaError `not_found`, or `conflict` where no secret is handed over or the source has one
   */
  async awaitSecret(tenant: string, id: string, minutes: number): Promise<SourceView> {
    return this.view(
      await this.change(tenant, id, (entity) => {
        const { title, unsignedHandshakes } = this.registry.require(entity.provider);
        if (!unsignedHandshakes.some((handshake) => 'handsOver' in handshake))
          throw new KancaError(
            'conflict',
            `${title} hands over no secret: add it with POST /sources/{id}/secrets, or kanca sources secrets add.`,
          );
        if (entity.secrets.length > 0)
          throw new KancaError('conflict', 'The source has a secret: remove it first, and what it signs is refused.');
        entity.awaitsSecretUntil = new Date(this.clock.now() + minutes * 60_000);
      }),
    );
  }

  /**
   * Keeps the secret that a provider handed over, if the source still waits for one.
   * @param from the address it came from
   */
  async acceptSecret({ tenant, id }: Pick<Source, 'tenant' | 'id'>, secret: string, from: string): Promise<boolean> {
    return this.write(async (manager) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const entity = await manager.findOne(SourceEntity, { where: { tenant, id }, lock });
      if (entity === null || entity.secrets.length > 0) return false;
      if (!isAwaited(entity, this.clock.now())) return false;
      const receiver = this.registry.require(entity.provider);
      refuse(problemsOfSecrets(receiver, [secret], entity.options));
      const sealed = { ...this.secrets.seal(entity, secret), handedOverFrom: from };
      entity.awaitsSecretUntil = null;
      entity.secrets = [receiver.showsHandedOverSecret === true ? { ...sealed, isShownOnce: true } : sealed];
      entity.updatedAt = new Date(this.clock.now());
      await manager.save(entity);
      return true;
    });
  }

  /** @param sid `sec_…` */
  async removeSecret(tenant: string, id: string, sid: string): Promise<void> {
    await this.change(tenant, id, (entity) => {
      const kept = entity.secrets.filter((secret) => secret.sid !== sid);
      if (kept.length === entity.secrets.length)
        throw new KancaError('not_found', `The source has no secret ${JSON.stringify(sid.slice(0, 64))}.`);
      entity.secrets = kept;
    });
  }

  /**
   * Makes the sources of the configuration and of code what they say they are; the ones they do not name any more go, unless they
   * name none at all.
   * @returns what the operator should hear of
   * @throws KancaError `invalid_request` naming everything that is wrong in any of them
   */
  async syncFileSources(specs: readonly SourceSpec[]): Promise<readonly string[]> {
    const { registry, secrets, clock, randomness } = this;
    return this.write((manager) => syncFileSources(manager, specs, { registry, secrets, clock, randomness }));
  }

  private async change(
    tenant: string,
    id: string,
    change: (entity: SourceEntity) => void,
    expected?: Date,
  ): Promise<SourceEntity> {
    return this.write(async (manager) => {
      const entity = await findForChange(manager, tenant, id);
      const before = uriOf(entity.provider, entity.name);
      const now = this.clock.now();
      const updatedAt = nextVersion(entity.updatedAt, now, expected);
      change(entity);
      entity.updatedAt = updatedAt;
      const uri = uriOf(entity.provider, entity.name);
      if (uri !== before) {
        await assertUrlIsFree(manager, uri, entity.tenant, now);
        await rememberUrl(manager, before, entity.tenant, now);
      }
      return refuseTaken(entity, manager.save(entity));
    });
  }

  /** One transaction that tells the other processes, and then this one. */
  private async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const result = await this.dataSource.transaction(async (manager) => {
      const result = await work(manager);
      await announceSources(manager);
      return result;
    });
    await this.directory.refresh();
    return result;
  }

  private view(entity: SourceEntity): SourceView {
    return sourceViewOf(entity, this.registry.get(entity.provider), this.secrets);
  }
}

async function findForChange(manager: EntityManager, tenant: string, id: string): Promise<SourceEntity> {
  const lock = { mode: 'pessimistic_write' } as const;
  const entity = await manager.findOne(SourceEntity, { where: { ...ofTenant(tenant), id }, lock });
  if (entity === null) throw notFound(id);
  if (entity.origin === 'file')
    throw new KancaError(
      'conflict',
      `The source ${uriOf(entity.provider, entity.name)} comes from the configuration: change it there and start again.`,
    );
  return entity;
}

async function refuseTaken<T>(entity: SourceEntity, writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    const isTaken = typeof error === 'object' && error !== null && 'code' in error && error.code === UNIQUE_VIOLATION;
    if (!isTaken) throw error;
    throw urlIsTaken(uriOf(entity.provider, entity.name));
  }
}

function notFound(id: string): KancaError {
  return new KancaError('not_found', `No source has the id ${JSON.stringify(toId('src', id))}.`);
}

/** Options under which the secrets that are there would be good for nothing. */
function problemsOfChange(
  receiver: ReceiverDefinition,
  secrets: readonly string[],
  options: SourceOptions,
): readonly SettingProblem[] {
  const [unfit] = problemsOfSecrets(receiver, secrets, options);
  return unfit === undefined
    ? []
    : [{ field: 'options', problem: `do not fit a secret that is there, which ${unfit.problem}` }];
}

function assertName(name: string | null): void {
  const problem = problemOfName(name);
  refuse(problem === null ? [] : [{ field: 'name', problem }]);
}

function refuse(problems: readonly SettingProblem[]): void {
  if (problems.length > 0)
    throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field} ${problem}`).join('; '), {
      problems,
    });
}

/** Names are compared as URLs are: in any case. */
function named(name: string): FindOperator<string> {
  const wanted = name.toLowerCase();
  if (wanted === 'default') return IsNull() as FindOperator<string>;
  return Raw((column) => `lower(${column}) = :wanted`, { wanted }) as FindOperator<string>;
}
