import { createHash } from 'node:crypto';
import { Clock, KancaError, newUuid, Randomness, toId, uuidOf } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ApiKeyEntity } from './api-key.entity.js';
import type { Scope } from './scope.js';

export interface ApiKeyView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly tenant: string | null;
  readonly createdAt: Date;
}

/** Who calls, once their key was found. */
export interface Caller {
  readonly scopes: readonly Scope[];
  /** null: every tenant. */
  readonly tenant: string | null;
}

const REMEMBER_MS = 5_000;
const MAX_REMEMBERED = 1_000;

/** API keys: made, listed, revoked, and looked up by their hash, which takes the same time for every key. */
@Injectable()
export class ApiKeys {
  private readonly remembered = new Map<string, { readonly caller: Caller; readonly until: number }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** A new key. The key itself is in the answer, and nowhere else afterwards. */
  async create(name: string, scopes: readonly Scope[], tenant: string | null): Promise<ApiKeyView & { key: string }> {
    const key = `kanca_${this.randomness.bytes(32).toString('base64url')}`;
    return { ...(await this.keep(key, name, scopes, tenant)), key };
  }

  /** @param tenant `*`: every tenant's, and those that are bound to none */
  async list(tenant: string): Promise<readonly ApiKeyView[]> {
    const where = tenant === '*' ? {} : { tenant };
    const rows = await this.dataSource.getRepository(ApiKeyEntity).find({ where, order: { id: 'DESC' } });
    return rows.map(viewOf);
  }

  /** Works on this replica at once, on others within seconds. */
  async revoke(id: string, tenant: string): Promise<void> {
    const where = { id: uuidOf('key', id), ...(tenant === '*' ? {} : { tenant }) };
    const { affected } = await this.dataSource.getRepository(ApiKeyEntity).delete(where);
    if (affected === 0) throw new KancaError('not_found', `No API key has the id ${id}.`);
    this.remembered.clear();
  }

  /** The caller behind a key, or null. */
  async find(key: string): Promise<Caller | null> {
    const hash = hashOf(key);
    const name = hash.toString('base64');
    const known = this.remembered.get(name);
    if (known !== undefined && known.until > this.clock.now()) return known.caller;
    const row = await this.dataSource.getRepository(ApiKeyEntity).findOneBy({ hash });
    if (row === null) return null;
    const caller = { scopes: row.scopes, tenant: row.tenant };
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    this.remembered.set(name, { caller, until: this.clock.now() + REMEMBER_MS });
    return caller;
  }

  /** Accepts `configured` as an admin key. Without one, makes a key on the very first start, to be shown once. */
  async bootstrap(configured: string | null): Promise<string | null> {
    const keys = this.dataSource.getRepository(ApiKeyEntity);
    if (configured !== null) {
      if (!(await keys.existsBy({ hash: hashOf(configured) })))
        await this.keep(configured, 'KANCA_ADMIN_KEY', ['admin'], null);
      return null;
    }
    if ((await keys.count()) > 0) return null;
    const { key } = await this.create('first run', ['admin'], null);
    return key;
  }

  private async keep(key: string, name: string, scopes: readonly Scope[], tenant: string | null): Promise<ApiKeyView> {
    const row: ApiKeyEntity = {
      id: newUuid(this.clock, this.randomness),
      name,
      hash: hashOf(key),
      scopes,
      tenant,
      createdAt: new Date(this.clock.now()),
    };
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(ApiKeyEntity)
      .values({ ...row, scopes: [...scopes] })
      .orIgnore()
      .execute();
    return viewOf(row);
  }
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function viewOf({ id, name, scopes, tenant, createdAt }: ApiKeyEntity): ApiKeyView {
  return { id: toId('key', id), name, scopes, tenant, createdAt };
}
