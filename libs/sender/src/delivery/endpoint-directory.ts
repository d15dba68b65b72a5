import { Clock } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import type { Consumer } from '@kanca/dispatch';
import { parseSecret } from '@kanca/signing';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { formatNamed } from '../formats/formats.js';
import type { Format } from '../formats/format.js';
import { openHeaders, openSecret } from '../subscriptions/sealing.js';
import { SubscriptionEntity } from '../subscriptions/subscription.entity.js';

/** What it takes to call a subscriber. Lives in memory only. */
export interface Endpoint {
  readonly uri: string;
  readonly format: Format;
  readonly keys: readonly { readonly key: Buffer; readonly expiresAt: number }[];
  readonly headers: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

const MAX_REMEMBERED = 2_000;

/** Subscribers by consumer, remembered for as long as the consumer's revision stands. */
@Injectable()
export class EndpointDirectory {
  private readonly remembered = new Map<string, { readonly revision: number; readonly endpoint: Endpoint }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: SecretVault,
    private readonly clock: Clock,
  ) {}

  /** @throws Error when the subscription is gone or its secrets cannot be opened */
  async find(consumer: Consumer): Promise<Endpoint> {
    const known = this.remembered.get(consumer.id);
    if (known?.revision === consumer.revision) return known.endpoint;
    const row = await this.dataSource.getRepository(SubscriptionEntity).findOneBy({ id: consumer.id });
    if (row === null) throw new Error('The subscription is gone.');
    const endpoint: Endpoint = {
      uri: row.uri,
      format: formatNamed(row.format),
      keys: row.secrets.map((secret) => ({
        key: parseSecret(openSecret(this.vault, row, secret)),
        expiresAt: secret.expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(secret.expiresAt),
      })),
      headers: openHeaders(this.vault, row),
      properties: row.properties,
    };
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    this.remembered.set(consumer.id, { revision: consumer.revision, endpoint });
    return endpoint;
  }

  /** The keys that sign now. */
  activeKeys(endpoint: Endpoint): readonly Buffer[] {
    const now = this.clock.now();
    return endpoint.keys.filter(({ expiresAt }) => expiresAt > now).map(({ key }) => key);
  }
}
