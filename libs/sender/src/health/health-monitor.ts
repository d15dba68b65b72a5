import { Observer } from '@kanca/core';
import { ConsumerThrottle, DispatchSettings, type AttemptResult, type Consumer } from '@kanca/dispatch';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { signOf, type AttemptSign } from './attempt-sign.js';
import { EndpointHealth, type EndpointOwner } from './endpoint-health.js';

const TICK = 'kanca.endpoint-health';
const TICK_MS = 1_000;
/** Failures of one moment are written down together. */
const GATHER_MS = 50;
const MAX_FAILING = 100_000;

interface Gathered {
  readonly owner: EndpointOwner;
  count: number;
  faults: number;
  error: string | null;
  hasSucceeded: boolean;
  isTooMuch: boolean;
  retryAfterMs: number;
}

const NOTHING = { count: 0, faults: 0, error: null, hasSucceeded: false, isTooMuch: false, retryAfterMs: 0 };

/**
 * Watches what comes of attempts in this process and passes on what matters. A success of an endpoint that is well costs a look
 * into memory: which endpoints are not well, on any replica, is read every second.
 */
@Injectable()
export class HealthMonitor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private failing = new Set<string>();
  /** Noted since `failing` was read the last time: their failures may not be written down yet. */
  private failedLately = new Set<string>();
  private throttled: ReadonlySet<string> = new Set();
  private seen = new Map<string, number>();
  private seenBefore: ReadonlyMap<string, number> = new Map();
  private gathered = new Map<string, Gathered>();
  private readonly wentWell = new Set<string>();
  private gathering: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();
  private isTicking = false;

  constructor(
    private readonly health: EndpointHealth,
    private readonly throttle: ConsumerThrottle,
    private readonly settings: DispatchSettings,
    private readonly schedule: SchedulerRegistry,
    private readonly observer: Observer,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.settings.worker) return;
    this.schedule.addInterval(
      TICK,
      setInterval(() => {
        if (this.isTicking) return;
        this.isTicking = true;
        void this.survive(() => this.tick()).finally(() => {
          this.isTicking = false;
        });
      }, TICK_MS),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.schedule.doesExist('interval', TICK)) this.schedule.deleteInterval(TICK);
    if (this.gathering !== null) clearTimeout(this.gathering);
    this.flush();
    await this.writing;
  }

  /** Takes note of how an attempt ended. Never waits, never throws. */
  noted({ tenant, id }: Consumer, result: AttemptResult): void {
    const sign = signOf(result);
    if (sign === null) return;
    this.seen.set(id, (this.seen.get(id) ?? 0) + 1);
    if (sign.succeeded) this.wentFine({ tenant, id });
    else this.wentWrong({ tenant, id }, sign);
  }

  /** Reads who is not well, on any replica, and lets those grow that did well. Called every second. */
  async tick(): Promise<void> {
    this.seenBefore = this.seen;
    this.seen = new Map();
    const grown = [...this.wentWell];
    this.wentWell.clear();
    await this.throttle.quicken(grown);
    const throttles = await this.throttle.read();
    this.throttled = new Set(
      throttles.flatMap(({ learntRate, consumerId }) => (learntRate === null ? [] : consumerId)),
    );
    const lately = this.failedLately;
    this.failedLately = new Set();
    const failing = await this.health.failing(MAX_FAILING);
    this.failing = new Set([...failing, ...lately, ...this.failedLately]);
    if (this.settings.scheduler) await this.health.reconcile(throttles);
  }

  private wentFine(owner: EndpointOwner): void {
    if (this.throttled.has(owner.id)) this.wentWell.add(owner.id);
    if (this.failing.has(owner.id)) this.gather(owner).hasSucceeded = true;
  }

  private wentWrong(owner: EndpointOwner, sign: AttemptSign): void {
    // At once: a success that comes while the failure is being written down must not go unheard.
    this.failing.add(owner.id);
    this.failedLately.add(owner.id);
    const known = this.gather(owner);
    known.count++;
    if (sign.isEndpointsFault) known.faults++;
    known.error = sign.error;
    known.isTooMuch ||= sign.isTooMuch;
    known.retryAfterMs = Math.max(known.retryAfterMs, sign.isTooMuch ? (sign.retryAfterMs ?? 0) : 0);
  }

  private gather(owner: EndpointOwner): Gathered {
    const known = this.gathered.get(owner.id) ?? { owner, ...NOTHING };
    this.gathered.set(owner.id, known);
    this.gathering ??= setTimeout(() => {
      this.flush();
    }, GATHER_MS);
    return known;
  }

  private flush(): void {
    this.gathering = null;
    const all = [...this.gathered.values()];
    this.gathered = new Map();
    for (const gathered of all) this.write(() => this.passOn(gathered));
  }

  private async passOn({
    owner,
    count,
    faults,
    error,
    hasSucceeded,
    isTooMuch,
    retryAfterMs,
  }: Gathered): Promise<void> {
    if (isTooMuch) {
      await this.throttle.slowDown(owner.id, this.seenRate(owner.id));
      if (retryAfterMs > 0) await this.throttle.park(owner.id, retryAfterMs, false);
    }
    // What fails between two successes is not what a circuit is for.
    if (hasSucceeded) await this.health.succeeded(owner);
    else await this.health.failed(owner, { count, faults, error });
    if (hasSucceeded && !this.failedLately.has(owner.id)) this.failing.delete(owner.id);
  }

  /** Attempts a second of late, in this process. */
  private seenRate(id: string): number {
    return Math.max(this.seen.get(id) ?? 0, this.seenBefore.get(id) ?? 0);
  }

  /** One after the other, in the order in which it happened. */
  private write(task: () => Promise<void>): void {
    this.writing = this.writing.then(() => this.survive(task));
  }

  private async survive(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.observer.faulted('keeping the health of endpoints', error);
    }
  }
}
