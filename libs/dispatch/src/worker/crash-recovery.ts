import { Clock, Observer, Randomness } from '@kanca/core';
import { isUnavailable } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { ConsumerCatalogue } from '../ports/consumer-catalogue.js';
import { RunnerRegistry, type PolicyQuestion } from '../ports/consumer-runner.js';
import { DeliveryQueue, type LostDelivery } from '../ports/delivery-queue.js';
import { retryPolicyOf } from './retry-policy-of.js';
import { RunningAttempt } from './running-attempt.js';

const CLAIMS_AT_ONCE = 10;
const ORPHANS_AT_ONCE = 5_000;

const LOST = 'The worker stopped before this attempt ended; whether it had an effect is not known.';

const LAPSED = 'The lease ended before it was committed; whether it had an effect is not known.';

/** After the database was away, workers that live prolong their claims and write down what ended meanwhile, before anybody takes them for lost. */
const PATIENCE_AFTER_OUTAGE_MS = 5_000;

/**
 * The crash recovery: finds deliveries whose worker is gone and gives them another attempt; and those whose consumer is gone, and
 * cancels them.
 * Safe to run everywhere at once: each attempt is completed by one.
 */
@Injectable()
export class CrashRecovery {
  private patientUntil = 0;

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly catalogue: ConsumerCatalogue,
    private readonly runners: RunnerRegistry,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly observer: Observer,
  ) {}

  /** Completes everything whose claim has expired; resolves with how many there were. */
  async recover(): Promise<number> {
    if (performance.now() < this.patientUntil) return 0;
    try {
      return await this.recoverAll();
    } catch (error) {
      if (isUnavailable(error)) this.patientUntil = performance.now() + PATIENCE_AFTER_OUTAGE_MS;
      throw error;
    }
  }

  private async recoverAll(): Promise<number> {
    let total = 0;
    for (;;) {
      const { deliveries, isFull, consumerVersion } = await this.queue.takeOverLost(CLAIMS_AT_ONCE);
      // A consumer may have been made while this process heard of none: only then is an unknown one a removed one.
      if (deliveries.length > 0) await this.catalogue.reach(consumerVersion);
      const completed = await Promise.all(deliveries.map((delivery) => this.completeLost(delivery)));
      total += completed.filter(Boolean).length;
      if (!isFull) break;
    }
    if (total > 0) this.observer.claimsExpired(total);
    while ((await this.queue.cancelOrphaned(ORPHANS_AT_ONCE)) >= ORPHANS_AT_ONCE);
    return total;
  }

  private async completeLost(delivery: LostDelivery): Promise<boolean> {
    const consumer = await this.catalogue.get(delivery.consumerId);
    const decision = consumer && {
      policy: await retryPolicyOf({ consumer, event: typed(delivery) }, this.runners, this.observer),
      unit: () => this.randomness.unit(),
    };
    const running = new RunningAttempt(delivery, consumer, this.clock.now());
    return this.queue.complete(running.lost(consumer?.pull === true ? LAPSED : LOST, decision));
  }
}

function typed({ tenant, eventType }: LostDelivery): PolicyQuestion['event'] {
  return { tenant, type: eventType };
}
