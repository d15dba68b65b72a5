import { Clock, newUuid, Observer, Randomness, SystemClock, SystemRandomness } from '@kanca/core';
import { NestLogObserver } from '@kanca/database';
import { ConfigurableModuleBuilder, Module, type DynamicModule, type FactoryProvider, type Type } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Ancestry } from './ancestry/ancestry.js';
import { CauseContext } from './ancestry/cause-context.js';
import { DeliveryQueries } from './queries/delivery-queries.js';
import { EventQueries } from './queries/event-queries.js';
import { OriginalRequests } from './queries/original-requests.js';
import { QueueGauge } from './queries/queue-gauge.js';
import { AttemptRunner } from './worker/attempt-runner.js';
import { DeliveryControl } from './operator/delivery-control.js';
import { AppendHealth } from './log/append-health.js';
import { ClockDifference } from './postgres/clock-difference.js';
import { DispatchLifecycle } from './dispatch-lifecycle.js';
import { DispatchSettings } from './settings/dispatch-settings.js';
import { Dispatcher } from './worker/dispatcher.js';
import { FinishDrain } from './operator/finish-drain.js';
import { HeldDeliveries } from './operator/held-deliveries.js';
import { QueueSwitch } from './operator/queue-switch.js';
import { Housekeeping } from './worker/housekeeping.js';
import { DisableConsumer } from './operational/disable-consumer.js';
import { Expiry } from './expiry/expiry.js';
import { StallWatch } from './worker/stall-watch.js';
import { OperationalEvents } from './operational/operational-events.js';
import { Outbox } from './outbox/outbox.js';
import { OutboxRelay } from './outbox/outbox-relay.js';
import { ConsumerCatalogue } from './ports/consumer-catalogue.js';
import { RunnerRegistry } from './ports/consumer-runner.js';
import { DeliveryQueue } from './ports/delivery-queue.js';
import { EventLog } from './ports/event-log.js';
import { ReplyDesk } from './ports/reply-desk.js';
import { PostgresConsumerCatalogue } from './postgres/postgres-consumer-catalogue.js';
import { PostgresDeliveryQueue } from './postgres/postgres-delivery-queue.js';
import { PostgresEventLog } from './postgres/postgres-event-log.js';
import { LiveLog } from './live/live-log.js';
import { LEASE_PROVIDERS } from './leases/lease-providers.js';
import { Leases } from './leases/leases.js';
import { EventReader } from './postgres/event-reader.js';
import { Successors } from './order/successors.js';
import { WakeUp } from './wake-up/wake-up.js';
import { Publisher } from './log/publisher.js';
import { ClaimLedger } from './claims/claim-ledger.js';
import { CrashRecovery } from './worker/crash-recovery.js';
import { RecentEvents } from './log/recent-events.js';
import { EventReplay } from './replays/event-replay.js';
import { ReplayLock } from './replays/replay-lock.js';
import { ReplayPreview } from './replays/replay-preview.js';
import { ReplayRunner } from './replays/replay-runner.js';
import { ReplayStep } from './replays/replay-step.js';
import { Replays } from './replays/replays.js';
import { ReplyRunner } from './replies/reply-runner.js';
import { ConsumerThrottle } from './throttle/consumer-throttle.js';

/** What an application may change of the engine: its settings, and for tests its clock and randomness. */
export interface DispatchOptions {
  readonly settings?: Partial<DispatchSettings>;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  /** Hears of everything that happens; writes to Nest's logger unless told otherwise. */
  readonly observer?: Observer;
}

const PUBLIC = [
  Clock,
  Randomness,
  Observer,
  DispatchSettings,
  EventLog,
  ReplyDesk,
  DeliveryQueue,
  ConsumerCatalogue,
  RunnerRegistry,
  EventQueries,
  DeliveryQueries,
  OriginalRequests,
  LiveLog,
  DeliveryControl,
  QueueGauge,
  Dispatcher,
  Housekeeping,
  ClockDifference,
  AppendHealth,
  CrashRecovery,
  Publisher,
  CauseContext,
  Outbox,
  OutboxRelay,
  Replays,
  ReplayPreview,
  ReplayRunner,
  EventReplay,
  HeldDeliveries,
  FinishDrain,
  QueueSwitch,
  ConsumerThrottle,
  OperationalEvents,
  Leases,
];

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<DispatchOptions>({
  moduleName: 'dispatch',
})
  .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({ ...definition, global: isGlobal }))
  .build();

/** A part that the options may bring. */
function option<Part>(
  provide: Type<Part> | (abstract new () => Part),
  read: (options: DispatchOptions) => Part,
): FactoryProvider<Part> {
  return { provide, inject: [MODULE_OPTIONS_TOKEN], useFactory: read };
}

/**
 * The engine. Like the database it is the ground that the edges stand on, so it is visible to all modules of its application.
 * @example
 * imports: [DatabaseModule.register({ url, tables: [dispatchTables] }), DispatchModule.register({ observer })]
 */
@Module({
  imports: [ScheduleModule.forRoot()],
  providers: [
    option(Clock, ({ clock }) => clock ?? new SystemClock()),
    option(Randomness, ({ randomness }) => randomness ?? new SystemRandomness()),
    option(Observer, ({ observer }) => observer ?? new NestLogObserver()),
    option(DispatchSettings, ({ settings }) => new DispatchSettings(settings)),
    {
      provide: RecentEvents,
      useFactory: (settings: DispatchSettings) => new RecentEvents(settings.worker ? settings.recentEventBytes : 0),
      inject: [DispatchSettings],
    },
    {
      provide: ClaimLedger,
      useFactory: (clock: Clock, randomness: Randomness) => new ClaimLedger(() => newUuid(clock, randomness)),
      inject: [Clock, Randomness],
    },
    RunnerRegistry,
    WakeUp,
    Successors,
    PostgresConsumerCatalogue,
    { provide: ConsumerCatalogue, useExisting: PostgresConsumerCatalogue },
    { provide: EventLog, useClass: PostgresEventLog },
    { provide: DeliveryQueue, useClass: PostgresDeliveryQueue },
    { provide: ReplyDesk, useClass: ReplyRunner },
    AttemptRunner,
    Dispatcher,
    CrashRecovery,
    Publisher,
    CauseContext,
    Ancestry,
    Outbox,
    OutboxRelay,
    Housekeeping,
    ClockDifference,
    AppendHealth,
    DispatchLifecycle,
    EventReader,
    ...LEASE_PROVIDERS,
    EventQueries,
    DeliveryQueries,
    OriginalRequests,
    LiveLog,
    DeliveryControl,
    QueueGauge,
    ReplayLock,
    Replays,
    ReplayPreview,
    ReplayStep,
    ReplayRunner,
    EventReplay,
    HeldDeliveries,
    FinishDrain,
    QueueSwitch,
    ConsumerThrottle,
    OperationalEvents,
    DisableConsumer,
    StallWatch,
    Expiry,
  ],
  exports: PUBLIC,
})
export class DispatchModule extends ConfigurableModuleClass {
  static override register(options: DispatchOptions & { readonly isGlobal?: boolean } = {}): DynamicModule {
    return super.register(options);
  }
}
