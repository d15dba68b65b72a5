import type { Type } from '@nestjs/common';
import { SubscriptionDrafts } from './subscription-drafts.js';
import { SubscriptionRules } from './subscription-rules.js';
import { SubscriptionStates } from './subscription-states.js';
import { SubscriptionStore } from './subscription-store.js';
import { SubscriptionViews } from './subscription-views.js';
import { Subscriptions } from './subscriptions.js';

/** What makes, keeps, shows and holds subscriptions. */
export const SUBSCRIPTION_PROVIDERS: Type[] = [
  Subscriptions,
  SubscriptionStates,
  SubscriptionStore,
  SubscriptionDrafts,
  SubscriptionRules,
  SubscriptionViews,
];
