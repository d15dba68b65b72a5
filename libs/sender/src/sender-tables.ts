import type { DatabaseTables } from '@kanca/database';
import { CreateSubscriptions1763800000005 } from './subscriptions/migrations/1763800000005-create-subscriptions.js';
import { SubscriptionEntity } from './subscriptions/subscription.entity.js';

/** The sender's part of the database. */
export const senderTables: DatabaseTables = {
  name: 'sender',
  entities: [SubscriptionEntity],
  migrations: [CreateSubscriptions1763800000005],
};
