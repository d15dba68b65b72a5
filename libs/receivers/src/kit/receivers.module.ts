import { Clock, Observer, Randomness } from '@kanca/core';
import { EventLog, OperationalEvents, ReplyDesk } from '@kanca/dispatch';
import { ConfigurableModuleBuilder, Inject, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RemoteDocuments } from './documents/remote-documents.js';
import { Ingress } from './ingress/ingress.js';
import { ReceiverRegistry } from './receiver-registry.js';
import { ReceiverRegistryModule } from './receiver-registry.module.js';
import { RECEIVERS_OPTIONS } from './receivers-options.js';
import { DEFAULT_INGRESS_OPTIONS } from './ingress/ingress-options.js';
import { RejectionHousekeeping } from './rejections/rejection-housekeeping.js';
import { ReVerification } from './reverification/re-verification.js';
import { PostgresRejectionLog } from './rejections/postgres-rejection-log.js';
import { RejectionLog } from './rejections/rejection-log.js';
import { ChangeFeed } from './sources/change-feed.js';
import { HandedOverSecrets } from './sources/handed-over-secrets.js';
import { PostgresSourceDirectory } from './sources/postgres-source-directory.js';
import { SealedSecrets } from './sources/sealed-secrets.js';
import { SecretBox } from './sources/secret-box.js';
import { SourceActivity } from './sources/activity/source-activity.js';
import { SourceDirectory } from './sources/source-directory.js';
import { Sources } from './sources/sources.js';
import type { BeforeApplicationShutdown, DynamicModule, OnApplicationBootstrap } from '@nestjs/common';
import type { ReceiversOptions } from './receivers-options.js';

const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<ReceiversOptions>({
  moduleName: 'receivers',
  optionsInjectionToken: RECEIVERS_OPTIONS,
})
  .setExtras<{ readonly imports?: DynamicModule['imports'] }>({}, (definition, { imports = [] }) => ({
    ...definition,
    imports: [...(definition.imports ?? []), ...imports],
  }))
  .build();

/**
 * The receiving edge. Its imports have to export `Clock`, `Randomness`, `Observer`, `EventLog`, `ReplyDesk`, `SecretBox`,
 * `ChangeFeed` and `RemoteDocuments`; the `DataSource` is TypeORM's own. Mount the `Ingress` that it exports before every body parser.
 * @example
 * imports: [
 *   ReceiversModule.register({ imports: [CoreModule, DatabaseModule, DispatchModule], publicUrl: 'https://hooks.example.com' }),
 *   GithubReceiverModule.register({ secrets: ['s3cret'] }),
 * ]
 */
@Module({
  imports: [ReceiverRegistryModule],
  providers: [
    {
      provide: SealedSecrets,
      inject: [SecretBox, Clock, Randomness],
      useFactory: (box: SecretBox, clock: Clock, randomness: Randomness) => new SealedSecrets(box, clock, randomness),
    },
    {
      provide: PostgresSourceDirectory,
      inject: [DataSource, SealedSecrets, ChangeFeed, Observer],
      useFactory: (dataSource: DataSource, secrets: SealedSecrets, feed: ChangeFeed, observer: Observer) =>
        new PostgresSourceDirectory(dataSource, secrets, feed, observer),
    },
    { provide: SourceDirectory, useExisting: PostgresSourceDirectory },
    {
      provide: Sources,
      inject: [DataSource, PostgresSourceDirectory, ReceiverRegistry, SealedSecrets, Clock, Randomness],
      useFactory: (...parts: ConstructorParameters<typeof Sources>) => new Sources(...parts),
    },
    {
      provide: HandedOverSecrets,
      inject: [DataSource, SealedSecrets, Clock, Observer],
      useFactory: (...parts: ConstructorParameters<typeof HandedOverSecrets>) => new HandedOverSecrets(...parts),
    },
    {
      provide: RejectionLog,
      inject: [DataSource, SecretBox, Clock, Randomness, Observer],
      useFactory: (...parts: ConstructorParameters<typeof PostgresRejectionLog>) => new PostgresRejectionLog(...parts),
    },
    {
      provide: SourceActivity,
      inject: [DataSource, { token: OperationalEvents, optional: true }, Observer],
      useFactory: (...parts: ConstructorParameters<typeof SourceActivity>) => new SourceActivity(...parts),
    },
    {
      provide: RejectionHousekeeping,
      inject: [RejectionLog, Clock, Observer, RECEIVERS_OPTIONS],
      useFactory: (
        rejections: RejectionLog,
        clock: Clock,
        observer: Observer,
        { retentionDays = 30 }: ReceiversOptions,
      ) => new RejectionHousekeeping(rejections, clock, observer, retentionDays),
    },
    {
      provide: ReVerification,
      inject: [
        RECEIVERS_OPTIONS,
        RejectionLog,
        ReceiverRegistry,
        SourceDirectory,
        RemoteDocuments,
        EventLog,
        SecretBox,
        Randomness,
      ],
      useFactory: (
        options: ReceiversOptions,
        rejections: RejectionLog,
        receivers: ReceiverRegistry,
        sources: SourceDirectory,
        documents: RemoteDocuments,
        log: EventLog,
        box: SecretBox,
        randomness: Randomness,
      ) =>
        new ReVerification(
          { rejections, receivers, sources, documents, log, box, randomness },
          { ...DEFAULT_INGRESS_OPTIONS, ...options },
        ),
    },
    {
      provide: Ingress,
      inject: [
        RECEIVERS_OPTIONS,
        ReceiverRegistry,
        SourceDirectory,
        EventLog,
        ReplyDesk,
        RejectionLog,
        Observer,
        Clock,
        Randomness,
        RemoteDocuments,
        Sources,
        SourceActivity,
      ],
      useFactory: (
        options: ReceiversOptions,
        receivers: ReceiverRegistry,
        sources: SourceDirectory,
        log: EventLog,
        replies: ReplyDesk,
        rejections: RejectionLog,
        observer: Observer,
        clock: Clock,
        randomness: Randomness,
        documents: RemoteDocuments,
        keeper: Sources,
        activity: SourceActivity,
      ) => {
        const keepSecret = keeper.acceptSecret.bind(keeper);
        const parts = {
          receivers,
          sources,
          log,
          replies,
          rejections,
          observer,
          clock,
          randomness,
          documents,
          keepSecret,
          activity,
        };
        return new Ingress(parts, options);
      },
    },
  ],
  exports: [
    HandedOverSecrets,
    Ingress,
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
    @Inject(ReceiverRegistry) private readonly registry: ReceiverRegistry,
    @Inject(PostgresSourceDirectory) private readonly directory: PostgresSourceDirectory,
    @Inject(Sources) private readonly sources: Sources,
    @Inject(RejectionLog) private readonly rejections: RejectionLog,
    @Inject(RejectionHousekeeping) private readonly housekeeping: RejectionHousekeeping,
    @Inject(SourceActivity) private readonly activity: SourceActivity,
    @Inject(Ingress) private readonly ingress: Ingress,
    @Inject(Observer) private readonly observer: Observer,
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
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.housekeeping.stop();
    await this.ingress.drain();
    await this.rejections.flush();
    await this.activity.stop();
    this.directory.stop();
  }
}
