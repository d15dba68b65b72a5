import { Clock, KancaError, Observer, toId } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ofTenant } from '../tenant-condition.js';
import { SealedSecrets } from './sealed-secrets.js';
import { SourceEntity } from './source.entity.js';
import { uriOf } from './source.js';
import type { SealedSecret } from './source.entity.js';

/** A secret in the clear, for the one who asked for it. */
export interface RevealedSecret {
  /** `sec_…`. */
  readonly sid: string;
  readonly secret: string;
}

const SHOWN_FOR_MS = 24 * 3_600_000;

/**
 * Shows a secret that a provider handed over, where the provider's own page asks for it: once, within a day, and only of receivers that
 * say so (`showsHandedOverSecret`). That it was shown is logged; what it is, never.
 */
@Injectable()
export class HandedOverSecrets {
  constructor(
    private readonly dataSource: DataSource,
    private readonly secrets: SealedSecrets,
    private readonly clock: Clock,
    private readonly observer: Observer,
  ) {}

  /**
   * @param tenant `*` stands for every tenant
   * @param id UUID of the source
   * @throws KancaError `not_found` when there is no such source, or nothing to show (any more)
   */
  async reveal(tenant: string, id: string): Promise<RevealedSecret> {
    const { entity, handedOver } = await this.take(tenant, id);
    const secret = this.secrets.open(entity, handedOver);
    const source = uriOf(entity.provider, entity.name);
    this.observer.noted('a secret that a provider handed over was shown', {
      tenant: entity.tenant,
      source,
      sid: handedOver.sid,
    });
    return { sid: handedOver.sid, secret };
  }

  /** It is used up before it is shown: of two who ask at once, one gets it. */
  private take(tenant: string, id: string): Promise<{ entity: SourceEntity; handedOver: SealedSecret }> {
    return this.dataSource.transaction(async (manager) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const entity = await manager.findOne(SourceEntity, { where: { ...ofTenant(tenant), id }, lock });
      const handedOver = entity?.secrets.find((secret) => this.canBeShown(secret));
      if (entity === null || handedOver === undefined) throw nothingToShow(id);
      entity.secrets = entity.secrets.map(({ isShownOnce: _isShownOnce, ...kept }) => kept);
      await manager.save(entity);
      return { entity, handedOver };
    });
  }

  private canBeShown({ isShownOnce, createdAt }: SealedSecret): boolean {
    return isShownOnce === true && this.clock.now() < Date.parse(createdAt) + SHOWN_FOR_MS;
  }
}

function nothingToShow(id: string): KancaError {
  return new KancaError(
    'not_found',
    `The source ${JSON.stringify(toId('src', id))} has no secret to show: one that a provider hands over is shown once, within 24 ` +
      'hours, and only where the provider asks for it. Remove the secret and have the provider send another.',
  );
}
