export { EchoCheck } from './echo-check.js';
export { KeyedSubscriptions, type KeyedInput, type PutSubscription } from './keyed-subscriptions.js';
export { SubscriptionFinder, type SubscriptionQuery } from './subscription-finder.js';
export { SubscriptionHook, type ChangedSubscription, type NewSubscription } from './subscription-hook.js';
export { SubscriptionHooks } from './subscription-hooks.js';
export { SubscriptionHookModule, SubscriptionHooksModule } from './subscription-hooks.module.js';
