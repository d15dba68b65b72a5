import { Observer } from '@kanca/core';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { DispatchSettings, prolongAfterMs } from './settings/dispatch-settings.js';
import { Dispatcher } from './worker/dispatcher.js';
import { Expiry } from './expiry/expiry.js';
import { FinishDrain } from './operator/finish-drain.js';
import { Housekeeping } from './worker/housekeeping.js';
import { StallWatch } from './worker/stall-watch.js';
import { OutboxRelay } from './outbox/outbox-relay.js';
import { DeliveryQueue } from './ports/delivery-queue.js';
import { PostgresConsumerCatalogue } from './postgres/postgres-consumer-catalogue.js';
import { Successors } from './order/successors.js';
import { WakeUp } from './wake-up/wake-up.js';
import { ReplayRunner } from './replays/replay-runner.js';
import { CrashRecovery } from './worker/crash-recovery.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const CATALOGUE_POLL_MS = 10_000;
const TURNS_MS = 5_000;
const REPLAYS_MS = 250;
const DRAINS_MS = 2_000;
const EXPIRY_MS = 1_000;
const STALLS_MS = 60_000;

/** Starts the engine when the application is wired, and stops it before the application closes. */
@Injectable()
export class DispatchLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly catalogue: PostgresConsumerCatalogue,
    private readonly wakeUp: WakeUp,
    private readonly dispatcher: Dispatcher,
    private readonly recovery: CrashRecovery,
    private readonly queue: DeliveryQueue,
    private readonly successors: Successors,
    private readonly outbox: OutboxRelay,
    private readonly replays: ReplayRunner,
    private readonly drains: FinishDrain,
    private readonly expiry: Expiry,
    private readonly stalls: StallWatch,
    private readonly settings: DispatchSettings,
    private readonly schedule: SchedulerRegistry,
    private readonly observer: Observer,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // Events that find no room lie in the default partitions: no reason not to start.
    await this.housekeeping.makeRoom().catch((error: unknown) => {
      this.observer.faulted('making room for the next days', error);
    });
    await this.catalogue.load();
    this.wakeUp.onWake(() => {
      this.dispatcher.wake();
    });
    this.wakeUp.onConsumersChanged(() => {
      this.survive('reading the consumers', () => this.catalogue.load());
    });
    this.wakeUp.listen();
    this.every('kanca.read-consumers', CATALOGUE_POLL_MS, 'reading the consumers', () => this.catalogue.load());
    // Also where nothing is claimed: a reply handler's delivery is claimed where its event comes in.
    // At least every second: what others let end in three seconds, because a connection was cut, has to be prolonged before that.
    const keepEveryMs = Math.min(prolongAfterMs(this.settings) / 2, SECOND_MS);
    this.every('kanca.claims', keepEveryMs, 'prolonging claims', () => this.queue.keepClaims());
    this.every('kanca.make-room', MINUTE_MS, 'making room for the next days', () => this.housekeeping.makeRoom());
    if (this.settings.worker) this.dispatcher.start();
    if (!this.settings.scheduler) return;
    // A hub that is started again takes over at once what it had in hand when it was killed.
    this.survive('looking for expired claims', () => this.recovery.recover());
    this.every('kanca.recover', this.settings.reconcileMs, 'looking for expired claims', () => this.recovery.recover());
    this.every('kanca.turns', TURNS_MS, 'looking after turns that were not given', () => this.successors.lookAfter());
    this.every('kanca.outbox', this.settings.outboxMs, 'reading the outbox', () => this.outbox.relay());
    this.every('kanca.replays', REPLAYS_MS, 'making the steps of replays', () => this.replays.run());
    this.every('kanca.forget-replays', HOUR_MS, 'forgetting old replays', () => this.replays.forget());
    this.every('kanca.stalls', STALLS_MS, 'looking whether the queue is stalled', () => this.stalls.look());
    this.every('kanca.expiry', EXPIRY_MS, 'ending deliveries that expired', () => this.expiry.run());
    this.every('kanca.drains', DRAINS_MS, 'ending drains', () => this.drains.run());
    this.every('kanca.drop-postponed', MINUTE_MS, 'dropping old days', () => this.housekeeping.dropPostponed());
    this.every('kanca.housekeeping', HOUR_MS, 'housekeeping', () => this.housekeeping.forget());
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const name of this.schedule.getIntervals()) if (name.startsWith('kanca.')) this.schedule.deleteInterval(name);
    await this.replays.stop();
    await this.dispatcher.stop();
    this.queue.stop();
    await this.successors.settled();
    await this.wakeUp.stop();
  }

  /** One run at a time: a tick that comes while the last still runs is skipped. */
  private every(name: string, ms: number, what: string, task: () => Promise<unknown>): void {
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      this.survive(what, task, () => {
        busy = false;
      });
    }, ms);
    this.schedule.addInterval(name, timer);
  }

  private survive(what: string, task: () => Promise<unknown>, done?: () => void): void {
    task()
      .catch((error: unknown) => {
        this.observer.faulted(what, error);
      })
      .finally(() => done?.());
  }
}
