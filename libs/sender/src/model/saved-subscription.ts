import type { Consumer } from '@kanca/dispatch';
import type { SubscriptionEntity } from './subscription.entity.js';

/** A subscription in both of its halves: what the sender knows of it, and the consumer that events are queued for. */
export interface SubscriptionDraft {
  readonly row: SubscriptionEntity;
  readonly consumer: Omit<Consumer, 'revision'>;
}

/** One that is stored: its consumer has a revision, by which workers know whether they have the latest. */
export interface SavedSubscription extends SubscriptionDraft {
  readonly consumer: Consumer;
}
