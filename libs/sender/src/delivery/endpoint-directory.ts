import type { KeyObject } from 'node:crypto';
import type { LegacySignature } from '../model/signature-kind.js';
import type { BatchPolicy } from '../model/batch-policy.js';
import { Clock, toId, type RetryPolicy } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import type { Consumer } from '@kanca/dispatch';
import type { CallOwner } from '@kanca/egress';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EndpointAuth } from '../model/endpoint-auth.js';

import type { Format } from '../formats/format.js';
import { FormatRegistry, readSecret } from '../formats/format-registry.js';
import { legacyOf } from '../secrets/assert-signatures.js';

import { SecretKeeper } from '../secrets/secret-keeper.js';
import { SecretUses, type SecretOwner } from '../secrets/secret-uses.js';
import { SigningKeys, type SigningKey } from '../secrets/signing-keys.js';
import type { SettingMembers } from '../model/kept-settings.js';
import { openAuth, openHeaders, openSecret } from '../model/sealing.js';
import { SubscriptionEntity } from '../model/subscription.entity.js';

/** What it takes to call a subscriber. Lives in memory only. */
export interface Endpoint {
  readonly uri: string;
  /** The retry policy that its owner wants; null when there is none, and that of the event type comes first. */
  readonly ownRetry: RetryPolicy | null;
  readonly format: Format;
  readonly owner: SecretOwner;
  /** The same, as it is named when the guard refuses a call. */
  readonly caller: CallOwner;
  readonly keys: readonly { readonly sid: string; readonly key: Buffer; readonly expiresAt: number }[];
  /** Signatures in headers of their own, for subscribers that expect them from before. */
  readonly legacySignatures: readonly LegacySignature[];
  /** For `v1a`; empty for those that did not ask. */
  readonly signingKeys: readonly SigningKey[];
  readonly headers: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Whether its owner wants it to be delivered to only while it is verified. */
  readonly requireVerification: boolean;
  /** How to authenticate there; null when it asks for nothing. */
  readonly auth: EndpointAuth | null;
  /** JavaScript that rewrites the notification; null for none. */
  readonly transformation: string | null;
  /** The settings without a column of their own. */
  readonly settings: SettingMembers<'row'>;
  /** How its deliveries are put together into one request; null when each goes alone. */
  readonly batch: BatchPolicy | null;
  /** The name under which it allowed us to call (CloudEvents); null when it was never asked. */
  readonly allowedOrigin: string | null;
}

const MAX_REMEMBERED = 2_000;

interface Remembered {
  readonly revision: number;
  endpoint: Endpoint | Promise<Endpoint>;
}

/** Subscribers by consumer, remembered for as long as the consumer's revision stands. */
@Injectable()
export class EndpointDirectory {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: SecretVault,
    private readonly clock: Clock,
    private readonly formats: FormatRegistry,
    private readonly uses: SecretUses,
    private readonly signingKeys: SigningKeys,
    private readonly keeper: SecretKeeper,
  ) {}

  /**
   * The same object for all callers at a time, so that they share its tokens and connections.
   * @throws Error when the subscription is gone or its secrets cannot be opened
   */
  find(consumer: Consumer): Endpoint | Promise<Endpoint> {
    const { id, revision } = consumer;
    const known = this.remembered.get(id);
    if (known?.revision === revision) return known.endpoint;
    const endpoint = this.read(consumer);
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    const fresh: Remembered = { revision, endpoint };
    this.remembered.set(id, fresh);
    endpoint.then(
      (found) => {
        fresh.endpoint = found;
      },
      () => {
        if (this.remembered.get(id) === fresh) this.remembered.delete(id);
      },
    );
    return endpoint;
  }

  private async read(consumer: Consumer): Promise<Endpoint> {
    const row = await this.dataSource.getRepository(SubscriptionEntity).findOneBy({ id: consumer.id });
    if (row === null) throw new Error('The subscription is gone.');
    const format = this.formats.require(row.format);
    return {
      uri: row.uri,
      ownRetry: row.retryIsOwn ? consumer.retry : null,
      format,
      owner: { tenant: row.tenant, id: row.id },
      caller: { tenant: row.tenant, subscription: toId('sub', row.id) },
      signingKeys: row.signatures.includes('v1a') ? await this.signingKeys.signing(row.tenant) : [],
      legacySignatures: legacyOf(row.signatures),
      // One that has expired may be older than the format, which need not be able to read it.
      keys: this.keeper.active(row).map((secret) => ({
        sid: secret.sid,
        key: readSecret(format, openSecret(this.vault, row, secret)),
        expiresAt: secret.expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(secret.expiresAt),
      })),
      headers: inLowerCase(openHeaders(this.vault, row)),
      properties: row.properties,
      requireVerification: row.requireVerification,
      auth: openAuth(this.vault, row),
      transformation: row.transformation,
      batch: row.batch,
      settings: row.settings,
      allowedOrigin: row.verification?.state === 'verified' ? row.verification.origin : null,
    };
  }

  /** The keys that sign now, the newest first; for a format with one signature, the oldest of them. */
  activeKeys(endpoint: Endpoint): readonly Buffer[] {
    const now = this.clock.now();
    const active = endpoint.keys.filter(({ expiresAt }) => expiresAt > now);
    const used = endpoint.format.hasOneSignature === true ? active.slice(-1) : active;
    for (const { sid } of used) this.uses.note(endpoint.owner, sid);
    return used.map(({ key }) => key);
  }

  /** The private keys that sign now, the newest first. */
  activePrivateKeys(endpoint: Endpoint): readonly KeyObject[] {
    const now = this.clock.now();
    return endpoint.signingKeys.filter(({ expiresAt }) => expiresAt > now).map(({ key }) => key);
  }
}

/** As Kanca writes its own, so that one of the same name takes its place instead of standing beside it. */
function inLowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
