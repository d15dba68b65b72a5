import type { RetryPolicy } from '@kanca/core';
import type { EventTypeInput, KeyedInput } from '@kanca/sender';
import type { EventValidation } from '@kanca/sender/management';

export const ROLES = ['ingest', 'worker', 'api', 'console', 'scheduler'] as const;
export type Role = (typeof ROLES)[number];

/** A source that the configuration names. */
export interface ConfiguredSource {
  readonly provider: string;
  /** The last part of its URL; null for the provider's plain URL. */
  readonly id: string | null;
  /** Newest first. */
  readonly secrets: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** A subscription that the configuration names. */
export type ConfiguredSubscription = KeyedInput & { readonly filters: readonly string[]; readonly tenant: string };

/** An event type that the configuration names. */
export type ConfiguredEventType = EventTypeInput & { readonly name: string; readonly tenant: string };

/** Everything the hub was told. Read once, at the start, and never changed. */
export interface HubConfig {
  readonly port: number;
  readonly host: string;
  /** null: the embedded server. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly adminKey: string | null;
  /** How long a session lives without a call. */
  readonly sessionIdleMinutes: number;
  /** How long a session lives at most. */
  readonly sessionDays: number;
  readonly encryptionKeys: string | null;
  readonly roles: ReadonlySet<Role>;
  readonly modules: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly requireHttps: boolean;
  readonly egressAllow: readonly string[];
  /** Whether metadata services that `egressAllow` names exactly may be called. */
  readonly egressAllowMetadata: boolean;
  /** Whether only https: is called. */
  readonly egressRequireHttps: boolean;
  /** URL of the proxy through which all calls go; null for none. */
  readonly egressProxy: string | null;
  readonly maxBodyBytes: number;
  readonly retentionDays: number;
  /** How many events may follow each other, each published because of the one before. */
  readonly maxDepth: number;
  /** Null for no bound. */
  readonly tenantConcurrency: number | null;
  /** How many subscriptions one tenant may have. */
  readonly tenantSubscriptions: number;
  /** What becomes of published data that does not fit its schema. */
  readonly eventValidation: EventValidation;
  /** Whether subscriptions are delivered to only while they are verified. */
  readonly requireVerification: boolean;
  /** Days after which a verified endpoint is verified again; 0 for never. */
  readonly reverifyDays: number;
  readonly logLevel: string;
  readonly sources: readonly ConfiguredSource[];
  readonly subscriptions: readonly ConfiguredSubscription[];
  readonly eventTypes: readonly ConfiguredEventType[];
  /** Retry policy of the subscriptions that have none of their own, nor their event type; null: Kanca's default. */
  readonly retry: RetryPolicy | null;
}
