import { type Clock, Observer, type Randomness } from '@kanca/core';
import { DatabaseModule, type DatabaseTables, SecretVault } from '@kanca/database';
import { DispatchModule, dispatchTables } from '@kanca/dispatch';
import type { DestinationPolicy, GuardedClient } from '@kanca/egress';
import { HandlersModule } from '@kanca/handlers';
import { catalogue, ReceiversModule, receiverTables } from '@kanca/receivers';
import { SenderModule, senderTables } from '@kanca/sender';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { DeliveriesController } from './api/deliveries/deliveries.controller.js';
import { EventTypesController } from './api/event-types/event-types.controller.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { IdempotentRequests } from './idempotency/idempotent-requests.js';
import { PullController } from './api/pull/pull.controller.js';
import { DeliveryStreams } from './pull/delivery-streams.js';
import { EgressController } from './api/egress/egress.controller.js';
import { EventsController } from './api/events/events.controller.js';
import { HandlersController } from './api/handlers/handlers.controller.js';
import { KeysController } from './api/keys/keys.controller.js';
import { KeyedSubscriptionsController } from './api/subscriptions/keyed-subscriptions.controller.js';
import { OperationsController } from './api/operations/operations.controller.js';
import { ProvidersController } from './api/providers/providers.controller.js';
import { QueueController } from './api/queue/queue.controller.js';
import { ReplaysController } from './api/replays/replays.controller.js';
import { RejectionsController } from './api/rejections/rejections.controller.js';
import { RedeliveryController } from './api/deliveries/redelivery.controller.js';
import { AspnetFiltersController } from './api/aspnet/aspnet-filters.controller.js';
import { AspnetRegistrationsController } from './api/aspnet/aspnet-registrations.controller.js';
import { AspnetFilters } from './aspnet/aspnet-filters.js';
import { AspnetRegistrations } from './aspnet/aspnet-registrations.js';
import { WhoamiController } from './api/keys/whoami.controller.js';
import { WhyController } from './api/subscriptions/why.controller.js';
import { SourcesController } from './api/sources/sources.controller.js';
import { SigningKeysController } from './api/signing-keys/signing-keys.controller.js';
import { SubscriptionSecretsController } from './api/subscriptions/subscription-secrets.controller.js';
import { TransformationsController } from './api/subscriptions/transformations.controller.js';
import { SubscriptionsController } from './api/subscriptions/subscriptions.controller.js';
import { VerificationController } from './api/subscriptions/verification.controller.js';
import type { HubConfig } from './config/hub-config.js';
import { BlockedCallRecord } from './egress/blocked-calls.js';
import { BlockedTally } from './egress/blocked-tally.js';
import { egressTables } from './egress/egress-tables.js';
import { OwnServer } from './http/own-server.js';
import { DeadlineInterceptor } from './http/deadline.interceptor.js';
import { KeyGuard } from './http/key.guard.js';
import { MaskQueriesInterceptor } from './http/mask-queries.interceptor.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ApiKeys } from './keys/api-keys.js';
import { keyTables } from './keys/key-tables.js';
import { Metrics } from './observability/metrics.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { openApiDocument } from './openapi/openapi-document.js';
import { OpenApiDocument } from './openapi/openapi-document.provider.js';
import { EmbeddedServer } from './api/operations/embedded-server.js';
import { Readiness } from './api/operations/readiness.js';
import { SourceTester } from './api/sources/source-tester.js';
import { FilterWarnings } from './api/subscriptions/filter-warnings.js';
import { HubIdentity } from './api/keys/hub-identity.js';
import { SourceUrls } from './api/sources/source-urls.js';

/** Every table of the hub, in the order of the arrows. */
export const HUB_TABLES: readonly DatabaseTables[] = [
  dispatchTables,
  receiverTables,
  senderTables,
  keyTables,
  egressTables,
];

const API: readonly Type[] = [
  SourcesController,
  ProvidersController,
  EventsController,
  EventTypesController,
  RejectionsController,
  HandlersController,
  SubscriptionsController,
  SubscriptionSecretsController,
  SigningKeysController,
  TransformationsController,
  KeyedSubscriptionsController,
  WhyController,
  RedeliveryController,
  AspnetFiltersController,
  AspnetRegistrationsController,
  VerificationController,
  DeliveriesController,
  ReplaysController,
  QueueController,
  EgressController,
  PullController,
  KeysController,
  WhoamiController,
  OpenApiController,
];

/** What is made before the modules are. */
export interface HubParts {
  readonly databaseUrl: string;
  readonly embedded: EmbeddedServer;
  readonly observer: Observer;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly vault: SecretVault;
  readonly client: GuardedClient;
  readonly destinations: DestinationPolicy;
  /** What the client counts that it refused. */
  readonly blocked: BlockedTally;
  /** The modules that `KANCA_MODULES` names. */
  readonly userModules: readonly Type[];
  readonly version: string;
}

/** The hub: which libraries it has, and which of them this process's roles use. */
@Module({})
export class HubModule {
  static of(config: HubConfig, parts: HubParts): DynamicModule {
    const controllers = [OperationsController, ...(config.roles.has('api') ? API : [])];
    return {
      module: HubModule,
      imports: [
        DatabaseModule.register({ url: parts.databaseUrl, tables: HUB_TABLES, observer: parts.observer }),
        DispatchModule.register({
          observer: parts.observer,
          clock: parts.clock,
          randomness: parts.randomness,
          settings: {
            worker: config.roles.has('worker'),
            scheduler: config.roles.has('scheduler'),
            retentionDays: config.retentionDays,
            maxDepth: config.maxDepth,
            tenantConcurrency: config.tenantConcurrency,
            operationalEvents: true,
          },
        }),
        ReceiversModule.register({
          vault: parts.vault,
          client: parts.client,
          publicUrl: config.publicUrl,
          maxBodyBytes: config.maxBodyBytes,
          maxHops: config.maxDepth,
          requireHttps: config.requireHttps,
          trustedProxies: config.trustedProxies,
          retentionDays: config.retentionDays,
          sources: config.sources.map(({ provider, id, secrets, options }) => ({
            provider,
            name: id ?? undefined,
            secrets,
            options,
          })),
        }),
        ...catalogue.map(({ module }) => module),
        HandlersModule,
        SenderModule.register({
          vault: parts.vault,
          client: parts.client,
          destinations: parts.destinations,
          settings: {
            version: parts.version,
            publicUrl: config.publicUrl,
            requireVerification: config.requireVerification,
            reverifyDays: config.reverifyDays,
            tenantSubscriptions: config.tenantSubscriptions,
            scheduler: config.roles.has('scheduler'),
            eventValidation: config.eventValidation,
            ...(config.retry === null ? {} : { retry: config.retry }),
          },
        }),
        ...parts.userModules,
      ],
      controllers,
      providers: [
        ApiKeys,
        Readiness,
        SourceTester,
        FilterWarnings,
        AspnetFilters,
        AspnetRegistrations,
        OwnServer,
        BlockedCallRecord,
        DeliveryStreams,
        { provide: EmbeddedServer, useValue: parts.embedded },
        { provide: BlockedTally, useValue: parts.blocked },
        { provide: Metrics, useValue: parts.metrics },
        { provide: HubIdentity, useValue: new HubIdentity(parts.version, config.publicUrl) },
        { provide: SourceUrls, useValue: new SourceUrls(config.publicUrl) },
        {
          provide: OpenApiDocument,
          useValue: new OpenApiDocument(openApiDocument([...API, OperationsController], parts.version)),
        },
        { provide: APP_GUARD, useClass: KeyGuard },
        IdempotentRequests,
        { provide: SecretVault, useValue: parts.vault },
        { provide: APP_INTERCEPTOR, useClass: DeadlineInterceptor },
        { provide: APP_INTERCEPTOR, useClass: MaskQueriesInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_FILTER, inject: [Observer], useFactory: (observer: Observer) => new ProblemFilter(observer) },
      ],
    };
  }
}
