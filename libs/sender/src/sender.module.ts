import { SecretVault } from '@kanca/database';
import { RunnerRegistry } from '@kanca/dispatch';
import { BlockedTally, DestinationPolicy, GuardedClient } from '@kanca/egress';
import {
  ConfigurableModuleBuilder,
  Module,
  type FactoryProvider,
  type OnApplicationShutdown,
  type OnModuleInit,
  type Type,
} from '@nestjs/common';
import { BlockedCallRecord } from './blocked-calls/blocked-call-record.js';
import { EndpointDirectory } from './delivery/endpoint-directory.js';
import { NotificationWriter } from './delivery/notification-writer.js';
import { BatchDelivery } from './delivery/batch-delivery.js';
import { NotificationSender } from './delivery/notification-sender.js';
import { SubscriptionRunner } from './delivery/subscription-runner.js';
import { EVENT_TYPE_PROVIDERS } from './event-types/event-type-providers.js';
import { EventTypes } from './event-types/event-types.js';
import { PublishedData } from './event-types/published-data.js';
import { SchemaCompiler } from './event-types/schema-compiler.js';
import { FormatRegistryModule } from './formats/format-registry.module.js';
import { EndpointHealth } from './health/endpoint-health.js';
import { HealthMonitor } from './health/health-monitor.js';
import { DryResend } from './previews/dry-resend.js';
import { ResendTarget } from './previews/resend-target.js';
import { RetryPolicies } from './event-types/retry-policies.js';
import { RetryPreview } from './previews/retry-preview.js';
import { EchoCheck } from './verification/echo-check.js';
import { KeyedSubscriptions } from './subscriptions/keyed-subscriptions.js';
import { SubscriptionFinder } from './subscriptions/subscription-finder.js';
import { SubscriptionHooksModule } from './subscriptions/subscription-hooks.module.js';
import { DeliveryExplainer } from './why/delivery-explainer.js';
import { DeliveryStreams } from './pull/delivery-streams.js';
import { PullSubscriptions } from './pull/pull-subscriptions.js';
import { DELIVERY_PROVIDERS } from './delivery-providers.js';
import { SigningKeys } from './secrets/signing-keys.js';
import { SubscriptionSecrets } from './subscriptions/subscription-secrets.js';
import { TransformationPreview } from './previews/transformation-preview.js';
import { SenderSettings } from './settings/sender-settings.js';
import { SUBSCRIPTION_PROVIDERS } from './subscriptions/subscription-providers.js';
import { SubscriptionStates } from './subscriptions/subscription-states.js';
import { Subscriptions } from './subscriptions/subscriptions.js';
import { EndpointVerification } from './verification/endpoint-verification.js';
import { ScheduledVerification } from './verification/scheduled-verification.js';
import { TestCalls } from './verification/test-calls.js';
import { VERIFICATION_PROVIDERS } from './verification/verification-providers.js';

/** What the sending edge needs: a vault for its secrets, and the guarded client with its policy. */
export interface SenderOptions {
  readonly settings?: Partial<SenderSettings>;
  /** Seals secrets and headers at rest. */
  readonly vault: SecretVault;
  /** The only way out. Closed with the application. */
  readonly client: GuardedClient;
  /** The same policy that the client has: it also judges a URI when it is saved. */
  readonly destinations: DestinationPolicy;
  /** What the client's `onBlocked` counts: it goes on record, for `BlockedCallRecord` to list. Without it the record stays empty. */
  readonly blocked?: BlockedTally;
}

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<SenderOptions>({
  moduleName: 'sender',
}).build();

/** A part that the options bring. */
function option<Part>(provide: Type<Part>, read: (options: SenderOptions) => Part): FactoryProvider<Part> {
  return { provide, inject: [MODULE_OPTIONS_TOKEN], useFactory: read };
}

/**
 * The sending edge. It needs `DatabaseModule` and `DispatchModule` in the application, which are global.
 * @example
 * imports: [
 *   DatabaseModule.register({ url, tables: [dispatchTables, senderTables] }),
 *   DispatchModule.register(),
 *   SenderModule.register({ vault, ...openEgress() }),
 * ]
 */
@Module({
  imports: [SubscriptionHooksModule, FormatRegistryModule],
  providers: [
    option(SenderSettings, ({ settings }) => new SenderSettings(settings)),
    option(SecretVault, ({ vault }) => vault),
    option(GuardedClient, ({ client }) => client),
    option(DestinationPolicy, ({ destinations }) => destinations),
    option(BlockedTally, ({ blocked }) => blocked ?? new BlockedTally()),
    BlockedCallRecord,
    EndpointDirectory,
    NotificationWriter,
    EndpointHealth,
    HealthMonitor,
    PullSubscriptions,
    DeliveryStreams,
    NotificationSender,
    BatchDelivery,
    SubscriptionRunner,
    ...SUBSCRIPTION_PROVIDERS,
    ...VERIFICATION_PROVIDERS,
    ...EVENT_TYPE_PROVIDERS,
    RetryPolicies,
    RetryPreview,
    ResendTarget,
    DryResend,
    KeyedSubscriptions,
    SubscriptionFinder,
    DeliveryExplainer,
    EchoCheck,
    ...DELIVERY_PROVIDERS,
  ],
  exports: [
    Subscriptions,
    SubscriptionStates,
    PullSubscriptions,
    DeliveryStreams,
    BlockedCallRecord,
    EndpointVerification,
    ScheduledVerification,
    TestCalls,
    EndpointHealth,
    EventTypes,
    PublishedData,
    SchemaCompiler,
    KeyedSubscriptions,
    SubscriptionFinder,
    DeliveryExplainer,
    RetryPreview,
    DryResend,
    EchoCheck,
    SubscriptionSecrets,
    SigningKeys,
    TransformationPreview,
  ],
})
export class SenderModule extends ConfigurableModuleClass implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly runners: RunnerRegistry,
    private readonly runner: SubscriptionRunner,
    private readonly client: GuardedClient,
  ) {
    super();
  }

  onModuleInit(): void {
    this.runners.add(this.runner);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.close();
  }
}
