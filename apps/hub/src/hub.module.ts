import { type Clock, Observer, type Randomness } from '@kanca/core';
import { DatabaseModule, type DatabaseTables, type SecretVault } from '@kanca/database';
import { DispatchModule, dispatchTables } from '@kanca/dispatch';
import type { DestinationPolicy, GuardedClient } from '@kanca/egress';
import { HandlersModule } from '@kanca/handlers';
import { catalogue, ReceiversModule, receiverTables } from '@kanca/receivers';
import { SenderModule, senderTables } from '@kanca/sender';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { DeliveriesController } from './api/deliveries.controller.js';
import { EventsController } from './api/events.controller.js';
import { HandlersController } from './api/handlers.controller.js';
import { KeysController } from './api/keys.controller.js';
import { OperationsController } from './api/operations.controller.js';
import { ProvidersController } from './api/providers.controller.js';
import { QueueController } from './api/queue.controller.js';
import { ReplaysController } from './api/replays.controller.js';
import { RejectionsController } from './api/rejections.controller.js';
import { SourcesController } from './api/sources.controller.js';
import { SubscriptionsController } from './api/subscriptions.controller.js';
import type { HubConfig } from './config/hub-config.js';
import { OwnServer } from './own-server.js';
import { KeyGuard } from './http/key.guard.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ApiKeys } from './keys/api-keys.js';
import { keyTables } from './keys/key-tables.js';
import { Metrics } from './observability/metrics.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { openApiDocument } from './openapi/openapi-document.js';
import { OpenApiDocument } from './openapi/openapi-document.provider.js';
import { PlatformModule } from './platform.module.js';
import { Readiness } from './readiness.js';
import { SourceTester } from './source-tester.js';
import { SourceUrls } from './source-urls.js';

/** Every table of the hub, in the order of the arrows. */
export const HUB_TABLES: readonly DatabaseTables[] = [dispatchTables, receiverTables, senderTables, keyTables];

const API: readonly Type[] = [
  SourcesController,
  ProvidersController,
  EventsController,
  RejectionsController,
  HandlersController,
  SubscriptionsController,
  DeliveriesController,
  ReplaysController,
  QueueController,
  KeysController,
  OpenApiController,
];

/** What is made before the modules are. */
export interface HubParts {
  readonly databaseUrl: string;
  readonly observer: Observer;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly vault: SecretVault;
  readonly client: GuardedClient;
  readonly destinations: DestinationPolicy;
  /** The modules that `KANCA_MODULES` names. */
  readonly userModules: readonly Type[];
  readonly version: string;
}

/** The hub: which libraries it has, and which of them this process's roles use. */
@Module({})
export class HubModule {
  static of(config: HubConfig, parts: HubParts): DynamicModule {
    const platform = PlatformModule.register(parts.vault, parts.client);
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
          },
        }),
        ReceiversModule.register({
          imports: [platform],
          publicUrl: config.publicUrl,
          maxBodyBytes: config.maxBodyBytes,
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
          settings: { version: parts.version },
        }),
        ...parts.userModules,
      ],
      controllers,
      providers: [
        ApiKeys,
        Readiness,
        SourceTester,
        OwnServer,
        { provide: Metrics, useValue: parts.metrics },
        { provide: SourceUrls, useValue: new SourceUrls(config.publicUrl) },
        {
          provide: OpenApiDocument,
          useValue: new OpenApiDocument(openApiDocument([...API, OperationsController], parts.version)),
        },
        { provide: APP_GUARD, useClass: KeyGuard },
        { provide: APP_FILTER, inject: [Observer], useFactory: (observer: Observer) => new ProblemFilter(observer) },
      ],
    };
  }
}
