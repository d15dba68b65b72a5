import { Module } from '@nestjs/common';
import { FilterWarnings } from './filter-warnings.js';
import { KeyedSubscriptionsController } from './keyed-subscriptions.controller.js';
import { RecoveryController } from './recovery.controller.js';
import { SubscriptionSecretsController } from './subscription-secrets.controller.js';
import { SubscriptionsController } from './subscriptions.controller.js';
import { TransformationsController } from './transformations.controller.js';
import { VerificationController } from './verification.controller.js';
import { WhyController } from './why.controller.js';

/** Subscriptions, with their secrets, their verification and the reasons for what they are sent. */
@Module({
  controllers: [
    SubscriptionsController,
    SubscriptionSecretsController,
    TransformationsController,
    KeyedSubscriptionsController,
    WhyController,
    VerificationController,
    RecoveryController,
  ],
  providers: [FilterWarnings],
})
export class SubscriptionsApiModule {}
