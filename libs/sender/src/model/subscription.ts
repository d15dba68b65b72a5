import type { EndpointHealthView } from './endpoint-health-view.js';
import type { GivenSettings, ShownSettings } from './subscription-settings.js';
import type { Verification } from './verification.js';

/** A subscription as its owner sees it: its settings, and what the hub knows of it. Never holds a secret or the value of a credential. */
export interface Subscription extends ShownSettings {
  readonly id: string;
  readonly tenant: string;
  readonly key: string | null;
  readonly uri: string;
  /** `pull`: it fetches its deliveries itself. */
  readonly delivery: 'push' | 'pull';
  readonly filters: readonly string[];
  readonly state: 'enabled' | 'paused' | 'disabled';
  /** Why it is disabled, when the hub did it. */
  readonly disabledReason: string | null;
  /** Whether `retry` is its own; if not, that of an event's type comes before it. */
  readonly retryIsOwn: boolean;
  /** The secrets that sign, newest first; the values are shown once, when they are made. */
  readonly secrets: readonly { readonly id: string; readonly createdAt: Date; readonly expiresAt: Date | null }[];
  readonly verification: Verification;
  /** Whether its endpoint works, and how it is spared while it does not. */
  readonly health: EndpointHealthView;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A subscription and, this one time, its secret. */
export type SubscriptionWithSecret = Subscription & { readonly secret: string };

/** What an owner may set: the settings, and what is chosen when it is made. */
export interface SubscriptionInput extends GivenSettings {
  /** Empty for one that fetches its deliveries itself. */
  readonly uri: string;
  /** `push` by default; it cannot be changed later. */
  readonly delivery?: 'push' | 'pull' | undefined;
  readonly filters: readonly string[];
  /** `whsec_…`; made when it is missing. */
  readonly secret?: string | undefined;
  readonly key?: string | undefined;
}

/** The fields of a subscription that are changed. A field that is absent stays as it is. */
export type SubscriptionPatch = {
  readonly [K in keyof Omit<SubscriptionInput, 'key' | 'secret' | 'delivery'>]?: SubscriptionInput[K] | undefined;
};
