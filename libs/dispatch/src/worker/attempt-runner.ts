import { Cancellation, Clock, Observer, Randomness, type RetryPolicy } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import type { Verdict } from '../ports/verdict.js';
import { DispatchSettings } from '../settings/dispatch-settings.js';
import { DisableConsumer } from '../operational/disable-consumer.js';
import { LargeBodies, type BorrowedBody } from '../large-bodies/large-bodies.js';
import { ConsumerCatalogue, type Consumer } from '../ports/consumer-catalogue.js';
import { EXPIRED, isExpired, RunnerRegistry, type AttemptResult, type HandlerReply } from '../ports/consumer-runner.js';
import { DeliveryQueue, type ClaimedDelivery } from '../ports/delivery-queue.js';
import { DeliveredEvent } from '../ports/event-head.js';
import { retryPolicyOf } from './retry-policy-of.js';
import { attemptedOf, RunningAttempt } from './running-attempt.js';
import { failureOf, withinTime } from './within-time.js';

/** What others wait for in an attempt. */
export interface AttemptListener {
  /** Gets the handler's reply before the attempt is completed, so that a waiting provider is answered first. Only with it may one reply. */
  readonly onReply?: (reply: HandlerReply | null) => void;
  /** The attempt is over and is being completed: its consumer has room for another. */
  readonly onEnded?: () => void;
}

/** Runs one attempt from claim to verdict. It never throws: a failure is an outcome, or its claim expires. */
@Injectable()
export class AttemptRunner {
  private running = 0;
  private readonly cancellations = new Set<Cancellation>();
  private readonly largeBodies: LargeBodies;
  private readonly unit: () => number;

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly catalogue: ConsumerCatalogue,
    private readonly runners: RunnerRegistry,
    private readonly clock: Clock,
    randomness: Randomness,
    private readonly observer: Observer,
    private readonly disabling: DisableConsumer,
    settings: DispatchSettings,
  ) {
    this.largeBodies = new LargeBodies(queue, settings);
    this.unit = () => randomness.unit();
  }

  /** Attempts that run in this process, those that answer a provider included. */
  get underWay(): number {
    return this.running;
  }

  /** @returns what became of the delivery; null when that is not known here */
  run(delivery: ClaimedDelivery, listener: AttemptListener = {}): Promise<Verdict | null> {
    return delivery.data === null
      ? this.withLargeBody(delivery, (data) => this.attempt(delivery, data, listener))
      : this.attempt(delivery, delivery.data, listener);
  }

  /** @param data why it could not be read, where it could not: the attempt fails by it */
  private async attempt(
    delivery: ClaimedDelivery,
    data: Buffer | Error,
    { onReply, onEnded }: AttemptListener,
  ): Promise<Verdict | null> {
    this.running++;
    try {
      const consumer = await this.catalogue.get(delivery.consumerId);
      const running = new RunningAttempt(attemptedOf(delivery), consumer, this.clock.now());
      if (consumer === null) return await this.cancel(running);
      const started = performance.now();
      const result = await this.tryConsumer(delivery, consumer, data, onReply !== undefined);
      const durationMs = performance.now() - started;
      onReply?.(result.reply ?? null);
      if (result.disable === true) await this.disable(consumer, result);
      const policy = await this.policyOf(consumer, delivery.event, result);
      const completed = running.complete(result, durationMs, { policy, unit: this.unit });
      const counted = this.queue.complete(completed);
      onEnded?.();
      this.observer.attemptEnded(running.told(completed, consumer, await counted));
      return completed.verdict;
    } catch (error) {
      this.observer.faulted('completing an attempt; its claim will expire, and it will be tried again', error);
      this.queue.abandon(delivery);
      onEnded?.();
      return null;
    } finally {
      this.running--;
      onReply?.(null);
    }
  }

  /** Its endpoint says it again with the next delivery, so a failure here must not cost the result of this one. */
  private async disable(consumer: Consumer, { error }: AttemptResult): Promise<void> {
    try {
      await this.disabling.disable(consumer, error ?? null);
    } catch (failure) {
      this.observer.faulted(`disabling ${consumer.name}`, failure);
    }
  }

  /** Ends all attempts that run: they fail and are retried. */
  abortAll(): void {
    for (const cancellation of this.cancellations) cancellation.cancel(new Error('The hub is stopping.'));
  }

  /** Its consumer was removed while it was claimed. */
  private async cancel(running: RunningAttempt): Promise<Verdict> {
    const completed = running.cancelled('The consumer was removed before this attempt began.');
    await this.queue.complete(completed);
    return completed.verdict;
  }

  /** Never rejects: what the consumer's code throws is a failure. */
  private tryConsumer(
    delivery: ClaimedDelivery,
    consumer: Consumer,
    data: Buffer | Error,
    canReply: boolean,
  ): Promise<AttemptResult> {
    const runner = this.runners.get(consumer.kind);
    if (runner === undefined) throw new Error(`No runner for ${consumer.kind} consumers is installed here.`);
    if (isExpired(delivery)) return Promise.resolve(EXPIRED);
    if (!Buffer.isBuffer(data)) return Promise.resolve(failureOf(data));
    const cancellation = new Cancellation();
    const { deliveryId, attempt: number, expiresAt } = delivery;
    const event = new DeliveredEvent(delivery.event, data);
    this.cancellations.add(cancellation);
    return withinTime(runner, { deliveryId, number, consumer, event, cancellation, canReply, expiresAt }, () => {
      this.cancellations.delete(cancellation);
    });
  }

  /** Waiting for room counts as being under way, and not as a part of the attempt. */
  private async withLargeBody<T>(
    { tenant, dataId, dataSize }: ClaimedDelivery,
    attempt: (data: Buffer | Error) => Promise<T>,
  ): Promise<T> {
    let body: BorrowedBody;
    this.running++;
    try {
      body = await this.largeBodies.borrow(tenant, dataId, dataSize);
    } catch (error) {
      return await attempt(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.running--;
    }
    try {
      return await attempt(body.bytes);
    } finally {
      body.release();
    }
  }

  /** The retry policy of a delivery; not needed after a success. */
  private policyOf(
    consumer: Consumer,
    event: ClaimedDelivery['event'],
    { outcome }: AttemptResult,
  ): RetryPolicy | Promise<RetryPolicy> {
    if (outcome.kind !== 'failed' && outcome.kind !== 'retry_after') return consumer.retry;
    return retryPolicyOf({ consumer, event }, this.runners, this.observer);
  }
}
