import { type Clock, type Observer, type Randomness } from '@kanca/core';
import { DatabaseModule, SecretVault } from '@kanca/database';
import { DispatchModule } from '@kanca/dispatch';
import type { BlockedTally, DestinationPolicy, GuardedClient } from '@kanca/egress';
import { HandlersModule } from '@kanca/handlers';
import { catalogue, ReceiversModule } from '@kanca/receivers';
import { SenderModule } from '@kanca/sender';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { SourceUrls } from './api/sources/source-urls.js';
import { EmbeddedServer } from './api/operations/embedded-server.js';
import type { HubConfig } from './config/hub-config.js';
import { HUB_TABLES } from './hub-tables.js';
import { HubIdentity } from './observability/hub-identity.js';
import { Metrics } from './observability/metrics.js';
import { SessionSettings } from './sessions/session-settings.js';

/** The parts of a hub that exist before its Nest modules do. */
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

/** The libraries as the configuration has them, and the parts that were made before. All modules of the hub stand on it, so it is global. */
@Module({})
export class FoundationModule {
  static of(config: HubConfig, parts: HubParts): DynamicModule {
    const values = [
      { provide: EmbeddedServer, useValue: parts.embedded },
      { provide: Metrics, useValue: parts.metrics },
      { provide: HubIdentity, useValue: new HubIdentity(parts.version, config.publicUrl) },
      { provide: SourceUrls, useValue: new SourceUrls(config.publicUrl) },
      { provide: SecretVault, useValue: parts.vault },
      {
        provide: SessionSettings,
        useValue: new SessionSettings(config.sessionIdleMinutes * 60_000, config.sessionDays * 86_400_000),
      },
    ];
    return {
      module: FoundationModule,
      global: true,
      imports: [
        DatabaseModule.register({ url: parts.databaseUrl, tables: HUB_TABLES, observer: parts.observer }),
        dispatch(config, parts),
        receivers(config, parts),
        ...catalogue.map(({ module }) => module),
        HandlersModule,
        sender(config, parts),
      ],
      providers: values,
      exports: [...values, ReceiversModule, HandlersModule, SenderModule],
    };
  }
}

function dispatch(config: HubConfig, { observer, clock, randomness }: HubParts): DynamicModule {
  return DispatchModule.register({
    observer,
    clock,
    randomness,
    settings: {
      worker: config.roles.has('worker'),
      scheduler: config.roles.has('scheduler'),
      retentionDays: config.retentionDays,
      maxDepth: config.maxDepth,
      tenantConcurrency: config.tenantConcurrency,
      operationalEvents: true,
    },
  });
}

function receivers(config: HubConfig, { vault, client }: HubParts): DynamicModule {
  return ReceiversModule.register({
    vault,
    client,
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
  });
}

function sender(config: HubConfig, { vault, client, destinations, blocked, version }: HubParts): DynamicModule {
  return SenderModule.register({
    vault,
    client,
    destinations,
    blocked,
    settings: {
      version,
      publicUrl: config.publicUrl,
      requireVerification: config.requireVerification,
      reverifyDays: config.reverifyDays,
      tenantSubscriptions: config.tenantSubscriptions,
      scheduler: config.roles.has('scheduler'),
      eventValidation: config.eventValidation,
      ...(config.retry === null ? {} : { retry: config.retry }),
    },
  });
}
