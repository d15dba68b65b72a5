import type { Consumer } from '@kanca/dispatch';
import type { SubscriptionEntity } from './subscription.entity.js';

/** A subscription in both of its halves: what the sender knows of it, and the consumer that events are queued for. */
export interface SavedSubscription {
  readonly row: SubscriptionEntity;
  readonly consumer: Omit<Consumer, 'revision'>;
}
