import type { RetryPolicy } from '@kanca/core';
import type { FormatName } from '../formats/formats.js';

/** A subscription as its owner sees it. Never holds a secret or the value of a credential. */
export interface Subscription {
  readonly id: string;
  readonly tenant: string;
  readonly key: string | null;
  readonly uri: string;
  readonly description: string | null;
  readonly filters: readonly string[];
  /** How its notifications are written: see `Format`. */
  readonly format: FormatName;
  readonly state: 'enabled' | 'paused' | 'disabled';
  /** Why it is disabled, when the hub did it. */
  readonly disabledReason: string | null;
  /** Values of headers that look like credentials are masked. */
  readonly headers: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly retry: RetryPolicy;
  readonly concurrency: number;
  readonly timeoutMs: number;
  /** The secrets that sign, newest first; the values are shown once, when they are made. */
  readonly secrets: readonly { readonly id: string; readonly createdAt: Date; readonly expiresAt: Date | null }[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What an owner may set. */
export interface SubscriptionInput {
  readonly uri: string;
  readonly filters: readonly string[];
  readonly description?: string | undefined;
  /** `standard` by default. */
  readonly format?: FormatName | undefined;
  /** `whsec_…`; made when it is missing. */
  readonly secret?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly retry?: RetryPolicy | undefined;
  readonly concurrency?: number | undefined;
  readonly timeoutMs?: number | undefined;
  readonly key?: string | undefined;
  readonly enabled?: boolean | undefined;
}

export type SubscriptionPatch = {
  readonly [K in keyof Omit<SubscriptionInput, 'key' | 'secret'>]?: SubscriptionInput[K] | undefined;
};
