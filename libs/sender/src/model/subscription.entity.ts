import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SignatureKind } from './signature-kind.js';
import type { BatchPolicy } from './batch-policy.js';
import type { SettingMembers } from './kept-settings.js';
import type { StoredVerification } from './verification.js';

export interface SealedSecret {
  /** `sec_…` */
  readonly sid: string;
  readonly sealed: string;
  readonly createdAt: string;
  /** RFC 3339; null while it does not expire. */
  readonly expiresAt: string | null;
}

/** What the sender knows of a subscription. The rest (filters, retry, state, ...) is its consumer's. */
@Entity({ schema: 'kanca', name: 'subscriptions' })
export class SubscriptionEntity {
  @PrimaryColumn('text')
  tenant!: string;

  /** Shared with the consumer. */
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  uri!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  /** The name that `kanca.yaml` and scripts know it by, unique in its tenant. */
  @Column('text', { nullable: true })
  key!: string | null;

  @Column('text')
  format!: string;

  @Column('jsonb')
  secrets!: readonly SealedSecret[];

  /** The extra headers, sealed as a whole: they often hold credentials. */
  @Column('text', { name: 'headers_sealed' })
  headersSealed!: string;

  @Column('jsonb')
  properties!: Record<string, unknown>;

  /** Whether its consumer's retry policy is its owner's wish; else that of the event type comes first. */
  @Column('boolean', { name: 'retry_is_own', default: false })
  retryIsOwn!: boolean;

  @Column('jsonb')
  signatures!: readonly SignatureKind[];

  /** How to authenticate at the endpoint, sealed; null when it asks for nothing. */
  @Column('text', { name: 'auth_sealed', nullable: true })
  authSealed!: string | null;

  /** The part of it that may be shown. */
  @Column('jsonb', { name: 'auth_shown', nullable: true })
  authShown!: Readonly<Record<string, unknown>> | null;

  /** JavaScript that rewrites the notification; null for none. */
  @Column('text', { nullable: true })
  transformation!: string | null;

  /** How its deliveries are put together into one request; null when each goes alone. */
  @Column('jsonb', { nullable: true })
  batch!: BatchPolicy | null;

  /** The settings without a column of their own. The column had its name when there were three of them. */
  @Column('jsonb', { name: 'delivery_options', default: {} })
  settings!: SettingMembers<'row'>;

  /** Why the hub disabled it; null when it did not. */
  @Column('text', { name: 'disabled_reason', nullable: true })
  disabledReason!: string | null;

  /** What is known of the endpoint; null while nothing was tried since it was changed. */
  @Column('jsonb', { nullable: true })
  verification!: StoredVerification | null;

  /** Whether it is delivered to only while it is verified. */
  @Column('boolean', { name: 'require_verification' })
  requireVerification!: boolean;

  /** When it is to be verified again; null for never. */
  @Column('timestamptz', { name: 'reverify_at', nullable: true })
  reverifyAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
