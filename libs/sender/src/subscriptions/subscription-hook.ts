import type { Subscription, SubscriptionInput, SubscriptionPatch } from '../model/subscription.js';

/** What somebody asks for. The secret is left out: a hook has no use for it. */
export interface NewSubscription {
  readonly tenant: string;
  readonly input: Omit<SubscriptionInput, 'secret'>;
}

/** A change that a hook may refuse: the subscription as it is, and what shall be changed. */
export interface ChangedSubscription {
  readonly tenant: string;
  /** As it is before the change. */
  readonly subscription: Subscription;
  readonly patch: SubscriptionPatch;
}

/**
 * Your say in who subscribes to what. A hook allows what it returns nothing for, changes what it returns something else for, and refuses
 * what it throws for: its message is what the caller reads. Hooks run in the order in which they were added, each on what the one before
 * has made of it, and what comes out of the last is checked like any other request.
 * @example
 * class OnlyOwnHosts extends SubscriptionHook {
 *   override creating({ input }: NewSubscription) {
 *     if (!new URL(input.uri).hostname.endsWith('.example.com')) throw new Error('Subscribe a host of example.com.');
 *     return undefined;
 *   }
 * }
 */
export abstract class SubscriptionHook {
  creating?(wanted: NewSubscription): Awaitable<NewSubscription['input'] | undefined>;
  changing?(wanted: ChangedSubscription): Awaitable<SubscriptionPatch | undefined>;
}

type Awaitable<T> = T | Promise<T>;
