export { EchoCheck } from './echo-check.js';
export { KeyedSubscriptions, type KeyedInput, type PutSubscription } from '../subscriptions/keyed-subscriptions.js';
export { SubscriptionFinder, type SubscriptionQuery } from '../subscriptions/subscription-finder.js';
export {
  SubscriptionHook,
  type ChangedSubscription,
  type NewSubscription,
} from '../subscriptions/subscription-hook.js';
export { SubscriptionHooks } from '../subscriptions/subscription-hooks.js';
export { SubscriptionHookModule, SubscriptionHooksModule } from '../subscriptions/subscription-hooks.module.js';
