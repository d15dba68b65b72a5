import { SecretVault } from '@kanca/database';
import { RunnerRegistry } from '@kanca/dispatch';
import { DestinationPolicy, GuardedClient } from '@kanca/egress';
import { Module, type DynamicModule, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { EndpointDirectory } from './delivery/endpoint-directory.js';
import { SubscriptionRunner } from './delivery/subscription-runner.js';
import { SenderSettings } from './sender-settings.js';
import { Subscriptions } from './subscriptions/subscriptions.js';

export interface SenderOptions {
  readonly settings?: Partial<SenderSettings>;
  /** Seals secrets and headers at rest. */
  readonly vault: SecretVault;
  /** The only way out. Closed with the application. */
  readonly client: GuardedClient;
  /** The same policy that the client has: it also judges a URI when it is saved. */
  readonly destinations: DestinationPolicy;
}

/**
 * The sending edge.
 * @example
 * imports: [DatabaseModule.register({ url, tables: [dispatchTables, senderTables] }), DispatchModule.register(), SenderModule.register({ vault, client, destinations })]
 */
@Module({})
export class SenderModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly runners: RunnerRegistry,
    private readonly runner: SubscriptionRunner,
    private readonly client: GuardedClient,
  ) {}

  static register(options: SenderOptions): DynamicModule {
    return {
      module: SenderModule,
      providers: [
        { provide: SenderSettings, useValue: new SenderSettings(options.settings) },
        { provide: SecretVault, useValue: options.vault },
        { provide: GuardedClient, useValue: options.client },
        { provide: DestinationPolicy, useValue: options.destinations },
        EndpointDirectory,
        SubscriptionRunner,
        Subscriptions,
      ],
      exports: [Subscriptions],
    };
  }

  onModuleInit(): void {
    this.runners.add(this.runner);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.close();
  }
}
