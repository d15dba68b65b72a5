import type { KeyObject } from 'node:crypto';
import { Clock, newUuid, Randomness, toId } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import { ConsumerCatalogue } from '@kanca/dispatch';
import { generateStandardKeyPair, parseStandardPrivateKey, standardJwk } from '@kanca/signing';
import { Injectable } from '@nestjs/common';
import { DataSource, In, Not, type EntityManager } from 'typeorm';
import { SubscriptionEntity } from '../model/subscription.entity.js';
import { SigningKeyEntity } from './signing-key.entity.js';

/** Default overlap of a rotation: both keys sign and are published for a day. */
const DEFAULT_OVERLAP_MS = 86_400_000;
/** Every one of them signs every request. */
const MAX_KEYS = 5;
const MAX_PUBLISHED = 1_000;

/** A public key as it may be shown to anyone. */
export interface PublicKeyView {
  /** `kid` in the JWKS. */
  readonly id: string;
  /** `whpk_…` */
  readonly publicKey: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

/** A public signing key as the JWK set publishes it. Source: RFC 7517, RFC 8037. */
export type PublicJwk = ReturnType<typeof standardJwk> & {
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
};

/** A private key, as long as it signs. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly expiresAt: number;
}

/** The key pairs of the tenants, for signatures that a subscriber verifies without a secret. */
@Injectable()
export class SigningKeys {
  constructor(
    private readonly dataSource: DataSource,
    private readonly catalogue: ConsumerCatalogue,
    private readonly vault: SecretVault,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Makes the tenant's first key pair, unless it has one. */
  async ensure(tenant: string): Promise<void> {
    await this.locked(tenant, async (manager) => {
      if ((await this.valid(tenant, manager)).length === 0) await this.add(tenant, manager);
    });
  }

  /** Those that sign now or did not expire yet, the newest first. */
  async list(tenant: string): Promise<readonly PublicKeyView[]> {
    return (await this.valid(tenant, this.dataSource.manager)).map(viewOf);
  }

  /** Their private keys, to sign with. */
  async signing(tenant: string): Promise<readonly SigningKey[]> {
    return (await this.valid(tenant, this.dataSource.manager)).map((row) => ({
      key: parseStandardPrivateKey(this.vault.open(row.sealed, contextOf(row))),
      expiresAt: row.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
    }));
  }

  /** Makes a new key pair that signs at once; the ones before sign on, and stay published, for `overlapMs`. */
  async rotate(tenant: string, overlapMs = DEFAULT_OVERLAP_MS): Promise<readonly PublicKeyView[]> {
    await this.locked(tenant, async (manager) => {
      const end = new Date(this.clock.now() + overlapMs);
      const kept = (await this.valid(tenant, manager)).slice(0, MAX_KEYS - 1);
      // Keys that have expired are removed, and the oldest of those that are too many.
      await manager.delete(SigningKeyEntity, { tenant, id: Not(In(kept.map(({ id }) => id))) });
      for (const { id, expiresAt } of kept)
        await manager.update(SigningKeyEntity, { tenant, id }, { expiresAt: earlier(expiresAt, end) });
      await this.add(tenant, manager);
      await this.announce(tenant, manager);
    });
    return this.list(tenant);
  }

  /** Every public key of every tenant that is good. Says nothing of whose it is. */
  async jwks(): Promise<{ readonly keys: readonly PublicJwk[] }> {
    const rows = await this.dataSource
      .getRepository(SigningKeyEntity)
      .createQueryBuilder('k')
      .where('k.expiresAt IS NULL OR k.expiresAt > :now', { now: new Date(this.clock.now()) })
      .orderBy('k.id', 'DESC')
      .take(MAX_PUBLISHED)
      .getMany();
    return {
      keys: rows.map(({ id, publicKey }) => ({
        ...standardJwk(publicKey),
        kid: toId('sec', id),
        use: 'sig',
        alg: 'EdDSA',
      })),
    };
  }

  private valid(tenant: string, manager: EntityManager): Promise<readonly SigningKeyEntity[]> {
    return manager
      .createQueryBuilder(SigningKeyEntity, 'k')
      .where('k.tenant = :tenant', { tenant })
      .andWhere('(k.expiresAt IS NULL OR k.expiresAt > :now)', { now: new Date(this.clock.now()) })
      .orderBy('k.id', 'DESC')
      .getMany();
  }

  private async add(tenant: string, manager: EntityManager): Promise<void> {
    const { privateKey, publicKey } = generateStandardKeyPair(this.randomness);
    const owner = { tenant, id: newUuid(this.clock, this.randomness) };
    const sealed = this.vault.seal(privateKey, contextOf(owner));
    const createdAt = new Date(this.clock.now());
    await manager.insert(SigningKeyEntity, { ...owner, publicKey, sealed, createdAt, expiresAt: null });
  }

  /** Workers remember keys for as long as the revision of a consumer stands. */
  private async announce(tenant: string, manager: EntityManager): Promise<void> {
    const rows = await manager
      .createQueryBuilder(SubscriptionEntity, 's')
      .select('s.id')
      .where(`s.tenant = :tenant AND s.signatures @> '["v1a"]'`, { tenant })
      .getMany();
    for (const { id } of rows) {
      const consumer = await this.catalogue.read(id, manager);
      if (consumer !== null) await this.catalogue.put(consumer, manager);
    }
  }

  private async locked(tenant: string, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`kanca.signing_keys/${tenant}`]);
      await work(manager);
    });
  }
}

/** Bound to the row: a sealed key that is copied to another tenant does not open. */
function contextOf({ tenant, id }: Pick<SigningKeyEntity, 'tenant' | 'id'>): string {
  return `signing-keys/${tenant}/${id}`;
}

function viewOf({ id, publicKey, createdAt, expiresAt }: SigningKeyEntity): PublicKeyView {
  return { id: toId('sec', id), publicKey, createdAt, expiresAt };
}

function earlier(one: Date | null, other: Date): Date {
  return one !== null && one < other ? one : other;
}
