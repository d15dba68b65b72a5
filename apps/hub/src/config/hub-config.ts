import type { RetryPolicy } from '@kanca/core';
import type { FormatName } from '@kanca/sender';

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
export interface ConfiguredSubscription {
  readonly key: string;
  readonly uri: string;
  readonly filters: readonly string[];
  readonly secret?: string | undefined;
  readonly description?: string | undefined;
  readonly format?: FormatName | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly retry?: RetryPolicy | undefined;
  readonly concurrency?: number | undefined;
  readonly timeoutMs?: number | undefined;
  readonly enabled?: boolean | undefined;
  readonly tenant: string;
}

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
  readonly encryptionKeys: string | null;
  readonly roles: ReadonlySet<Role>;
  readonly modules: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly requireHttps: boolean;
  readonly egressAllow: readonly string[];
  readonly maxBodyBytes: number;
  readonly retentionDays: number;
  /** How many events may follow each other, each published because of the one before. */
  readonly maxDepth: number;
  /** Null for no bound. */
  readonly tenantConcurrency: number | null;
  readonly logLevel: string;
  readonly sources: readonly ConfiguredSource[];
  readonly subscriptions: readonly ConfiguredSubscription[];
  /** Retry policy of the subscriptions above that have none of their own; null: Kanca's default. */
  readonly retry: RetryPolicy | null;
}
