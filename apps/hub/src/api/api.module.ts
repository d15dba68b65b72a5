import { Module } from '@nestjs/common';
import { AspnetApiModule } from './aspnet/aspnet.module.js';
import { AuditApiModule } from './audit/audit.module.js';
import { DeliveriesApiModule } from './deliveries/deliveries.module.js';
import { EgressApiModule } from './egress/egress.module.js';
import { EventTypesApiModule } from './event-types/event-types.module.js';
import { EventsApiModule } from './events/events.module.js';
import { HandlersApiModule } from './handlers/handlers.module.js';
import { KeysApiModule } from './keys/keys.module.js';
import { ProvidersApiModule } from './providers/providers.module.js';
import { PullApiModule } from './pull/pull.module.js';
import { QueueApiModule } from './queue/queue.module.js';
import { RejectionsApiModule } from './rejections/rejections.module.js';
import { ReplaysApiModule } from './replays/replays.module.js';
import { SessionsApiModule } from './sessions/sessions.module.js';
import { SigningKeysApiModule } from './signing-keys/signing-keys.module.js';
import { SourcesApiModule } from './sources/sources.module.js';
import { StreamApiModule } from './stream/stream.module.js';
import { SubscriptionsApiModule } from './subscriptions/subscriptions.module.js';
import { UsersApiModule } from './users/users.module.js';

/** The management API: a module for each resource, in the order in which the OpenAPI document has them. */
@Module({
  imports: [
    SourcesApiModule,
    ProvidersApiModule,
    EventsApiModule,
    EventTypesApiModule,
    RejectionsApiModule,
    HandlersApiModule,
    SubscriptionsApiModule,
    SigningKeysApiModule,
    AspnetApiModule,
    DeliveriesApiModule,
    ReplaysApiModule,
    QueueApiModule,
    EgressApiModule,
    PullApiModule,
    StreamApiModule,
    KeysApiModule,
    AuditApiModule,
    UsersApiModule,
    SessionsApiModule,
  ],
})
export class ApiModule {}
