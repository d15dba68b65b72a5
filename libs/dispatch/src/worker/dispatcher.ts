import { Observer } from '@kanca/core';
import { isUnavailable } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { AttemptRunner } from './attempt-runner.js';
import { DispatchSettings, slotsForOthers } from '../settings/dispatch-settings.js';
import { ConsumerCatalogue } from '../ports/consumer-catalogue.js';
import { RunnerRegistry } from '../ports/consumer-runner.js';
import { DeliveryQueue } from '../ports/delivery-queue.js';
import { Sleeper } from './sleeper.js';
import { ClaimHints } from '../claims/claim-hints.js';

const MAX_BACKOFF_MS = 5_000;
const CROWDED_PAUSE_MS = 5;
const BUSY_CLAIM_EVERY_MS = 20;

/**
 * The worker: claims due deliveries as long as it has room, and lets each attempt run on its own.
 * Any number of them, in any number of processes, work on one queue.
 */
@Injectable()
export class Dispatcher {
  private readonly sleeper = new Sleeper();
  private readonly worth: ClaimHints;
  private running = 0;
  private claimedAt = 0;
  private stopping = false;
  private loop: Promise<void> | null = null;

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly catalogue: ConsumerCatalogue,
    private readonly runners: RunnerRegistry,
    private readonly attempts: AttemptRunner,
    private readonly settings: DispatchSettings,
    private readonly observer: Observer,
  ) {
    this.worth = new ClaimHints(slotsForOthers(settings));
  }

  /** Attempts that run in this process now. */
  get load(): number {
    return this.running;
  }

  start(): void {
    this.loop ??= this.work();
  }

  wake(): void {
    this.sleeper.wake();
  }

  /** Claims nothing more and waits for attempts that run; those not done within `drainMs` are aborted and retried later. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.sleeper.wake();
    await this.loop;
    const deadline = Date.now() + this.settings.drainMs;
    while (this.attempts.underWay > 0 && Date.now() < deadline) await this.sleeper.sleep(50);
    if (this.attempts.underWay === 0) return;
    this.attempts.abortAll();
    const grace = Date.now() + 2_000;
    while (this.attempts.underWay > 0 && Date.now() < grace) await this.sleeper.sleep(20);
  }

  private async work(): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      try {
        const mayBeMore = await this.claim();
        failures = 0;
        if (!mayBeMore) await this.sleeper.sleep(this.settings.pollMs);
      } catch (error) {
        failures++;
        if (!isUnavailable(error) || failures === 1) this.observer.faulted('claiming deliveries', error);
        await pause(Math.min(MAX_BACKOFF_MS, 50 * 2 ** failures));
      }
    }
  }

  /** @returns whether another claim at once may find more */
  private async claim(): Promise<boolean> {
    await this.gather();
    const slots = this.settings.maxRunning - this.running;
    if (slots === 0) {
      this.worth.hadNoRoom();
      return false;
    }
    const freed = this.worth.begin();
    const runners = this.runners.all().map((runner) => ({ kind: runner.kind, runnable: runner.runnable() }));
    const { deliveries, taken, consumerVersion } = await this.queue.claim({
      slots,
      kinds: runners.filter(({ runnable }) => runnable === 'all').map(({ kind }) => kind),
      consumerIds: runners.flatMap(({ runnable }) => (runnable === 'all' ? [] : runnable)),
    });
    try {
      if (deliveries.length > 0) await this.catalogue.reach(consumerVersion);
    } catch (error) {
      for (const delivery of deliveries) this.queue.abandon(delivery);
      throw error;
    }
    for (const delivery of deliveries) {
      this.running++;
      const onEnded = (): void => {
        if (this.worth.ended(delivery.consumerId) || this.settings.tenantConcurrency !== null) this.sleeper.wake();
      };
      void this.attempts.run(delivery, { onEnded }).then((verdict) => {
        this.running--;
        if (this.worth.completed() || this.stopping) this.sleeper.wake();
        if (verdict?.state === 'pending') this.wakeSoon(verdict.delayMs);
      });
    }
    const nextTokenMs = this.worth.nextTokenMs(taken);
    if (nextTokenMs !== null) this.wakeSoon(nextTokenMs);
    return this.worth.claimed(slots, taken, freed);
  }

  /**
   * Few large claims cost less than many small ones: a busy worker does not claim for every slot that comes free, and a nearly full one
   * waits a moment for more room. No longer: attempts that hang must not keep the free slots from others.
   */
  private async gather(): Promise<void> {
    const { maxRunning } = this.settings;
    if (maxRunning - this.running < maxRunning / 4) await pause(CROWDED_PAUSE_MS);
    const sinceLast = performance.now() - this.claimedAt;
    if (this.running > maxRunning / 4 && sinceLast < BUSY_CLAIM_EVERY_MS) await pause(BUSY_CLAIM_EVERY_MS - sinceLast);
    this.claimedAt = performance.now();
  }

  /** What is due before the next poll is not left to it. */
  private wakeSoon(delayMs: number): void {
    if (delayMs >= this.settings.pollMs) return;
    setTimeout(() => {
      this.sleeper.wake();
    }, delayMs + 1).unref();
  }
}
