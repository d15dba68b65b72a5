import type { Verification } from './verification.js';
import type { EndpointHealthView } from './endpoint-health-view.js';
import type { SignatureKind } from './signature-kind.js';
import type { BatchPolicy } from './batch-policy.js';
import type { RetryPolicy, Where } from '@kanca/core';

import type { EndpointAuth } from './endpoint-auth.js';
import type { NotificationMethod } from '../formats/notification-method.js';
import type { DeletedBody, DeliveryOptionsInput } from './delivery-options.js';

/** A subscription as its owner sees it. Never holds a secret or the value of a credential. */
export interface Subscription {
  readonly id: string;
  readonly tenant: string;
  readonly key: string | null;
  readonly uri: string;
  /** `pull`: it fetches its deliveries itself. */
  readonly delivery: 'push' | 'pull';
  readonly description: string | null;
  readonly filters: readonly string[];
  /** How its notifications are written: see `Format`. */
  readonly format: string;
  readonly state: 'enabled' | 'paused' | 'disabled';
  /** Why it is disabled, when the hub did it. */
  readonly disabledReason: string | null;
  /** Values of headers that look like credentials are masked. */
  readonly headers: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly retry: RetryPolicy;
  /** Whether `retry` is its own; if not, that of an event's type comes before it. */
  readonly retryIsOwn: boolean;
  readonly concurrency: number;
  readonly timeoutMs: number;
  /** A filter on the content of events of these types; null for all. */
  readonly where: Where | null;
  /** How many of its deliveries may begin in a second; null for no such bound. */
  readonly rateLimit: number | null;
  /** Path of the value whose events come strictly one after the other; null for any order. */
  readonly orderBy: string | null;
  /** What a delivery that cannot succeed means for the later ones of its key. */
  readonly onPoison: 'skip' | 'block';
  /** How its deliveries are put together into one request; null when each goes alone. */
  readonly batch: BatchPolicy | null;
  /** The secrets that sign, newest first; the values are shown once, when they are made. */
  readonly secrets: readonly { readonly id: string; readonly createdAt: Date; readonly expiresAt: Date | null }[];
  /** With what its notifications are signed: see `SIGNATURES`. */
  readonly signatures: readonly SignatureKind[];
  /** How Kanca authenticates at the endpoint: the type and the names, never a credential. Null when it asks for nothing. */
  readonly auth: Readonly<Record<string, unknown>> | null;
  /** JavaScript that rewrites the notification; null for none. */
  readonly transformation: { readonly code: string } | null;
  /** The method of its notifications; null for that of the format. */
  readonly method: NotificationMethod | null;
  /** Answers with one of these end a delivery at once: it becomes a dead letter. */
  readonly noRetryStatuses: readonly number[];
  /** What the body of a deletion holds; null for what the format says. */
  readonly deletedBody: DeletedBody | null;
  /** Whether it is delivered to only while it is verified. */
  readonly requireVerification: boolean;
  readonly verification: Verification;
  /** Whether its endpoint works, and how it is spared while it does not. */
  readonly health: EndpointHealthView;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A subscription and, this one time, its secret. */
export type SubscriptionWithSecret = Subscription & { readonly secret: string };

/** What an owner may set. */
export interface SubscriptionInput extends DeliveryOptionsInput {
  /** Empty for one that fetches its deliveries itself. */
  readonly uri: string;
  /** `push` by default; it cannot be changed later. */
  readonly delivery?: 'push' | 'pull' | undefined;
  readonly filters: readonly string[];
  readonly description?: string | undefined;
  /** `standard` by default. */
  readonly format?: string | undefined;
  /** `whsec_…`; made when it is missing. */
  readonly secret?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  /** Null takes it away. */
  readonly retry?: RetryPolicy | null | undefined;
  readonly concurrency?: number | undefined;
  readonly timeoutMs?: number | undefined;
  /** Null takes it away. */
  readonly where?: Where | null | undefined;
  /** Deliveries a second, over all replicas; null takes it away. */
  readonly rateLimit?: number | null | undefined;
  /** For example `data.customer.id`; null takes it away. */
  readonly orderBy?: string | null | undefined;
  readonly onPoison?: 'skip' | 'block' | undefined;
  /** Null takes it away. */
  readonly batch?: BatchPolicy | null | undefined;
  readonly key?: string | undefined;
  readonly enabled?: boolean | undefined;
  /** `["v1"]` by default. */
  readonly signatures?: readonly SignatureKind[] | undefined;
  /** Null takes it away. */
  readonly auth?: EndpointAuth | null | undefined;
  /** Null takes it away. */
  readonly transformation?: { readonly code: string } | null | undefined;
  /** Deliver only while it is verified (false, unless the hub says so for all). */
  readonly requireVerification?: boolean | undefined;
}

/** The fields of a subscription that are changed. A field that is absent stays as it is. */
export type SubscriptionPatch = {
  readonly [K in keyof Omit<SubscriptionInput, 'key' | 'secret' | 'delivery'>]?: SubscriptionInput[K] | undefined;
};
