import { Clock, Observer } from '@kanca/core';
import { SecretVault } from '@kanca/database';
import {
  ConfigurableModuleBuilder,
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { FetchedDocuments } from './documents/fetched-documents.js';
import { NoDocuments, RemoteDocuments } from './documents/remote-documents.js';
import { InjectedIngressParts } from './ingress/ingress-parts.js';
import { Ingress } from './ingress/ingress.js';
import { ReceiverRegistryModule } from './receiver-registry.module.js';
import { ReceiverRegistry } from './receiver-registry.js';
import { RECEIVERS_OPTIONS, type ReceiversOptions } from './receivers-options.js';
import { KnownNetworks } from './rejections/known-networks.js';
import { PostgresRejectionLog } from './rejections/postgres-rejection-log.js';
import { RejectionHousekeeping } from './rejections/rejection-housekeeping.js';
import { RejectionLog } from './rejections/rejection-log.js';
import { ReVerification } from './reverification/re-verification.js';
import { SourceActivity } from './sources/activity/source-activity.js';
import { HandedOverSecrets } from './sources/handed-over-secrets.js';
import { PostgresSourceDirectory } from './sources/postgres-source-directory.js';
import { SealedSecrets } from './sources/sealed-secrets.js';
import { SourceDirectory } from './sources/source-directory.js';
import { Sources } from './sources/sources.js';

const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<ReceiversOptions>({
  moduleName: 'receivers',
  optionsInjectionToken: RECEIVERS_OPTIONS,
}).build();

/**
 * The receiving edge. It needs `DatabaseModule` and `DispatchModule` in the application, which are global. Mount the `Ingress` that it exports
 * before every body parser.
 * @example
 * imports: [
 *   DatabaseModule.register({ url, observer, tables: [dispatchTables, receiverTables] }),
 *   DispatchModule.register({ observer }),
 *   ReceiversModule.register({ vault, client, publicUrl: 'https://hooks.example.com' }),
 *   GithubReceiverModule.register({ secrets: ['s3cret'] }),
 * ]
 */
@Module({
  imports: [ReceiverRegistryModule],
  providers: [
    SealedSecrets,
    PostgresSourceDirectory,
    { provide: SourceDirectory, useExisting: PostgresSourceDirectory },
    Sources,
    HandedOverSecrets,
    { provide: RejectionLog, useClass: PostgresRejectionLog },
    KnownNetworks,
    RejectionHousekeeping,
    ReVerification,
    SourceActivity,
    InjectedIngressParts,
    { provide: SecretVault, inject: [RECEIVERS_OPTIONS], useFactory: ({ vault }: ReceiversOptions) => vault },
    {
      provide: RemoteDocuments,
      inject: [RECEIVERS_OPTIONS, Clock],
      useFactory: ({ client }: ReceiversOptions, clock: Clock) =>
        client === undefined ? new NoDocuments() : new FetchedDocuments(client, clock),
    },
    {
      provide: Ingress,
      inject: [InjectedIngressParts, RECEIVERS_OPTIONS],
      useFactory: (parts: InjectedIngressParts, options: ReceiversOptions) => new Ingress(parts, options),
    },
  ],
  exports: [
    HandedOverSecrets,
    Ingress,
    KnownNetworks,
    ReceiverRegistryModule,
    RejectionLog,
    ReVerification,
    SourceActivity,
    SourceDirectory,
    Sources,
  ],
})
export class ReceiversModule
  extends ConfigurableModuleClass
  implements OnApplicationBootstrap, BeforeApplicationShutdown
{
  constructor(
    @Inject(RECEIVERS_OPTIONS) private readonly options: ReceiversOptions,
    private readonly registry: ReceiverRegistry,
    private readonly directory: PostgresSourceDirectory,
    private readonly sources: Sources,
    private readonly rejections: RejectionLog,
    private readonly housekeeping: RejectionHousekeeping,
    private readonly activity: SourceActivity,
    private readonly networks: KnownNetworks,
    private readonly ingress: Ingress,
    private readonly observer: Observer,
  ) {
    super();
  }

  /** Before the server listens: from its first request on, every source is known. */
  async onApplicationBootstrap(): Promise<void> {
    const remarks = await this.sources.syncFileSources([...(this.options.sources ?? []), ...this.registry.sources()]);
    for (const sentence of remarks) this.observer.noted(sentence, {}, 'warn');
    await this.directory.start();
    this.housekeeping.start();
    this.activity.start();
    this.networks.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.housekeeping.stop();
    await this.ingress.drain();
    await this.rejections.flush();
    await this.activity.stop();
    await this.networks.stop();
    this.directory.stop();
  }
}
