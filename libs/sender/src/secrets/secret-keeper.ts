import { Clock, KancaError, newUuid, Randomness, toId } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import { constantTimeEqual } from '@kanca/signing';
import { Injectable } from '@nestjs/common';
import { openSecret, sealSecret } from '../model/sealing.js';
import type { SealedSecret, SubscriptionEntity } from '../model/subscription.entity.js';

/** Every one of them signs every request. */
const MAX_SECRETS = 10;

type Owner = Pick<SubscriptionEntity, 'tenant' | 'id'>;
type Row = Owner & Pick<SubscriptionEntity, 'secrets'>;

/** Seals and opens the secrets of subscriptions, and knows which of them sign. */
@Injectable()
export class SecretKeeper {
  constructor(
    private readonly vault: SecretVault,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  seal(owner: Owner, secret: string, expiresAt: Date | null = null): SealedSecret {
    const sid = toId('sec', newUuid(this.clock, this.randomness));
    return {
      sid,
      sealed: sealSecret(this.vault, owner, sid, secret),
      createdAt: new Date(this.clock.now()).toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
    };
  }

  /** Those that sign now, the newest first. */
  active({ secrets }: Pick<Row, 'secrets'>): readonly SealedSecret[] {
    return secrets.filter(({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > this.clock.now());
  }

  /**
   * The very row.
   * @throws KancaError `conflict` when so many sign that there is no room for one more
   */
  withRoom<R extends Pick<Row, 'secrets'>>(row: R): R {
    if (this.active(row).length >= MAX_SECRETS)
      throw new KancaError(
        'conflict',
        `${String(MAX_SECRETS)} secrets sign already: revoke one, or wait until the older ones expire.`,
      );
    return row;
  }

  /** The texts of those that sign now. Never to be shown. */
  open(row: Row): readonly string[] {
    return this.active(row).map((secret) => openSecret(this.vault, row, secret));
  }

  /** Whether this is the newest one. */
  isNewest(row: Row, secret: string): boolean {
    const [newest] = row.secrets;
    return (
      newest !== undefined && constantTimeEqual(Buffer.from(openSecret(this.vault, row, newest)), Buffer.from(secret))
    );
  }
}
