import { createHash } from 'node:crypto';
import { Clock, KancaError, newUuid, Randomness, toId, uuidOf } from '@kanca/core';
import { bytea, SqlPool, statement } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { DataSource, Equal, Not } from 'typeorm';
import { ApiKeyEntity } from './api-key.entity.js';
import { BriefMemory } from './brief-memory.js';
import type { Caller } from './caller.js';
import type { Scope } from './scope.js';

export interface ApiKeyView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly tenant: string | null;
  readonly createdAt: Date;
}

const FIND_KEY = statement<Pick<ApiKeyEntity, 'id' | 'name' | 'scopes' | 'tenant'>>()({
  name: 'find-api-key',
  params: { hash: bytea },
  text: 'SELECT id, name, scopes, tenant FROM kanca.api_keys WHERE hash = :hash',
});
/** Every call of the API begins with this: a database that hangs must not let callers wait for more than seconds. */
const FOUND_WITHIN_MS = 4_000;

/** API keys: made, listed, revoked, and looked up by their hash, which takes the same time for every key. */
@Injectable()
export class ApiKeys {
  private readonly remembered: BriefMemory<Caller>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly pool: SqlPool,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {
    this.remembered = new BriefMemory(clock);
  }

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

  /** @throws KancaError `not_found` */
  async get(id: string, tenant: string): Promise<ApiKeyView> {
    const where = { id: uuidOf('key', id), ...(tenant === '*' ? {} : { tenant }) };
    const row = await this.dataSource.getRepository(ApiKeyEntity).findOneBy(where);
    if (row === null) throw new KancaError('not_found', `No API key has the id ${id}.`);
    return viewOf(row);
  }

  /** Works in this process at once, in others within half a second. */
  async revoke(id: string, tenant: string): Promise<void> {
    const where = { id: uuidOf('key', id), ...(tenant === '*' ? {} : { tenant }) };
    const { affected } = await this.dataSource.getRepository(ApiKeyEntity).delete(where);
    if (affected === 0) throw new KancaError('not_found', `No API key has the id ${id}.`);
    this.remembered.forget();
  }

  /** The caller behind a key, or null. */
  find(key: string): Promise<Caller | null> {
    const hash = hashOf(key);
    return this.remembered.find(hash.toString('base64'), async () => {
      const [row] = await this.pool.run(FIND_KEY, { hash }, FOUND_WITHIN_MS);
      if (row === undefined) return null;
      const actor = { kind: 'key', id: toId('key', row.id), name: row.name } as const;
      return { actor, scopes: row.scopes, tenant: row.tenant, session: null };
    });
  }

  /**
   * Accepts `key`, the value of KANCA_ADMIN_KEY, as an admin key, and no earlier value of that variable any more.
   * @returns how many earlier values were revoked
   */
  async acceptConfigured(key: string): Promise<number> {
    const hash = hashOf(key);
    const keys = this.dataSource.getRepository(ApiKeyEntity);
    await this.keep(key, 'KANCA_ADMIN_KEY', ['admin'], null, true);
    const { affected } = await keys.delete({ configured: true, hash: Not(Equal(hash)) });
    this.remembered.forget();
    return affected ?? 0;
  }

  /** Makes an admin key on the very first start, to be shown once; null when there are keys already. */
  async firstKey(): Promise<string | null> {
    if ((await this.dataSource.getRepository(ApiKeyEntity).count()) > 0) return null;
    const { key } = await this.create('first run', ['admin'], null);
    return key;
  }

  private async keep(
    key: string,
    name: string,
    scopes: readonly Scope[],
    tenant: string | null,
    configured = false,
  ): Promise<ApiKeyView> {
    const row: ApiKeyEntity = {
      id: newUuid(this.clock, this.randomness),
      name,
      hash: hashOf(key),
      scopes,
      tenant,
      configured,
      createdAt: new Date(this.clock.now()),
    };
    const insert = this.dataSource
      .createQueryBuilder()
      .insert()
      .into(ApiKeyEntity)
      .values({ ...row, scopes: [...scopes] });
    // A key that was made by the hub and is then configured goes when the variable changes, too.
    await (configured ? insert.orUpdate(['configured', 'scopes', 'tenant'], ['hash']) : insert.orIgnore()).execute();
    return viewOf(row);
  }
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function viewOf({ id, name, scopes, tenant, createdAt }: ApiKeyEntity): ApiKeyView {
  return { id: toId('key', id), name, scopes, tenant, createdAt };
}
