import type { DatabaseTables } from '@kanca/database';
import { BlockedCallEntity } from './blocked-calls/blocked-call.entity.js';
import { CreateBlockedCalls1763800000022 } from './blocked-calls/migrations/1763800000022-create-blocked-calls.js';
import { EventTypeEntity } from './event-types/event-type.entity.js';
import { CreateEventTypes1763800000018 } from './event-types/migrations/1763800000018-create-event-types.js';
import { CreateSubscriptions1763800000005 } from './subscriptions/migrations/1763800000005-create-subscriptions.js';
import { DeliverAsTold1763800000044 } from './subscriptions/migrations/1763800000044-deliver-as-told.js';
import { DeliverWithMore1763800000016 } from './secrets/migrations/1763800000016-deliver-with-more.js';
import { SigningKeyEntity } from './secrets/signing-key.entity.js';
import { VerifyEndpoints1763800000017 } from './verification/migrations/1763800000017-verify-endpoints.js';
import { EndpointHealthEntity } from './health/endpoint-health.entity.js';
import { CreateEndpointHealth1763800000019 } from './health/migrations/1763800000019-create-endpoint-health.js';
import { SubscriptionEntity } from './model/subscription.entity.js';

/** The sender's part of the database. */
export const senderTables: DatabaseTables = {
  name: 'sender',
  entities: [SubscriptionEntity, SigningKeyEntity, EndpointHealthEntity, EventTypeEntity, BlockedCallEntity],
  migrations: [
    CreateSubscriptions1763800000005,
    DeliverWithMore1763800000016,
    VerifyEndpoints1763800000017,
    CreateEventTypes1763800000018,
    CreateEndpointHealth1763800000019,
    CreateBlockedCalls1763800000022,
    DeliverAsTold1763800000044,
  ],
};
