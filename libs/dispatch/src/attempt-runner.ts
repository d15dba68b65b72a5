import { Cancellation, Clock, Observer, Randomness, toId, type RetryPolicy } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { settle, type Settlement } from './settle-attempt.js';
import { DispatchSettings } from './dispatch-settings.js';
import { DisableConsumer } from './operational/disable-consumer.js';
import { newsOf } from './operational/delivery-news.js';
import { LargeBodyBudget } from './large-body-budget.js';
import { ConsumerCatalogue, type Consumer } from './ports/consumer-catalogue.js';
import {
  RunnerRegistry,
  type Attempt,
  type AttemptResult,
  type ConsumerRunner,
  type HandlerReply,
} from './ports/consumer-runner.js';
import { DeliveryQueue, type ClaimedDelivery } from './ports/delivery-queue.js';
import { DeliveredEvent } from './event-head.js';
import { retryPolicyOf } from './retry-policy-of.js';

/** Whoever waits for something in an attempt. */
export interface AttemptListener {
  /** Gets the handler's reply before the attempt is settled, so that a waiting provider is answered first. Only with it may one reply. */
  readonly onReply?: (reply: HandlerReply | null) => void;
  /** The attempt is over and is being settled: its consumer has room for another. */
  readonly onOver?: () => void;
}

/** Runs one attempt from claim to settlement. It never throws: whatever happens is an outcome, or the lease runs out. */
@Injectable()
export class AttemptRunner {
  private running = 0;
  private readonly cancellations = new Set<Cancellation>();
  private readonly largeBodies: LargeBodyBudget;

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly catalogue: ConsumerCatalogue,
    private readonly runners: RunnerRegistry,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly observer: Observer,
    private readonly disabling: DisableConsumer,
    settings: DispatchSettings,
  ) {
    this.largeBodies = new LargeBodyBudget(settings.maxLargeBodyBytes);
  }

  /** Attempts that run in this process, those that answer a provider included. */
  get underWay(): number {
    return this.running;
  }

  /** @returns what became of the delivery; null when that is not known here */
  async run(delivery: ClaimedDelivery, { onReply, onOver }: AttemptListener = {}): Promise<Settlement | null> {
    this.running++;
    try {
      const consumer = await this.catalogue.get(delivery.consumerId);
      if (consumer === null) return await this.cancel(delivery);
      const startedAt = this.clock.now();
      const started = performance.now();
      const result = await this.tryConsumer(delivery, consumer, onReply !== undefined);
      onReply?.(result.reply ?? null);
      return await this.settle(delivery, consumer, result, { startedAt, durationMs: performance.now() - started }, onOver);
    } catch (error) {
      this.observer.faulted('settling an attempt; its lease will run out and it will be tried again', error);
      this.queue.abandon(delivery);
      onOver?.();
      return null;
    } finally {
      this.running--;
      onReply?.(null);
    }
  }

  /** Ends all attempts that run: they fail and are retried. */
  abortAll(): void {
    for (const cancellation of this.cancellations) cancellation.cancel(new Error('The hub is stopping.'));
  }

  /** Its consumer was removed while it was claimed. */
  private async cancel(delivery: ClaimedDelivery): Promise<Settlement> {
    const settlement: Settlement = { state: 'cancelled' };
    await this.queue.complete({
      tenant: delivery.tenant,
      deliveryId: delivery.deliveryId,
      consumerId: delivery.consumerId,
      claimId: delivery.claimId,
      number: delivery.attempt,
      settlement,
      outcome: 'cancelled',
      error: 'The consumer was removed before this attempt began.',
      startedAt: this.clock.now(),
      durationMs: 0,
    });
    return settlement;
  }

  private async tryConsumer(delivery: ClaimedDelivery, consumer: Consumer, canReply: boolean): Promise<AttemptResult> {
    const runner = this.runners.get(consumer.kind);
    if (runner === undefined) throw new Error(`No runner for ${consumer.kind} consumers is installed here.`);
    let release: (() => void) | undefined;
    try {
      release = delivery.data === null ? await this.largeBodies.enter(delivery.dataSize) : undefined;
      const data = delivery.data ?? (await this.queue.readBody(delivery.tenant, delivery.dataId));
      const event = new DeliveredEvent(delivery.event, data);
      const { deliveryId, attempt: number } = delivery;
      const cancellation = new Cancellation();
      return await this.withinTime(runner, { deliveryId, number, consumer, event, cancellation, canReply });
    } catch (error) {
      return { outcome: { kind: 'failed' }, error: error instanceof Error ? error.message : String(error) };
    } finally {
      release?.();
    }
  }

  /** Whatever the runner does, this settles when the attempt's time is up. */
  private async withinTime(runner: ConsumerRunner, attempt: Attempt): Promise<AttemptResult> {
    const { timeoutMs } = attempt.consumer;
    const { cancellation } = attempt;
    this.cancellations.add(cancellation);
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<AttemptResult>((resolve, reject) => {
        timer = setTimeout(() => {
          const error = `Timed out after ${String(timeoutMs)} ms.`;
          resolve({ outcome: { kind: 'failed' }, error, detail: runner.soFar(attempt) });
          cancellation.cancel(new Error(error));
        }, timeoutMs + runner.graceMs);
        runner.run(attempt).then(resolve, reject);
      });
    } finally {
      clearTimeout(timer);
      this.cancellations.delete(cancellation);
    }
  }

  /** Only what is tried again needs one. */
  private policyOf(
    consumer: Consumer,
    event: ClaimedDelivery['event'],
    { outcome }: AttemptResult,
  ): RetryPolicy | Promise<RetryPolicy> {
    if (outcome.kind !== 'failed' && outcome.kind !== 'retry_after') return consumer.retry;
    return retryPolicyOf({ consumer, event }, this.runners, this.observer);
  }

  private async settle(
    delivery: ClaimedDelivery,
    consumer: Consumer,
    result: AttemptResult,
    { startedAt, durationMs }: { readonly startedAt: number; readonly durationMs: number },
    onOver: (() => void) | undefined,
  ): Promise<Settlement> {
    if (result.disable === true) await this.disabling.disable(consumer, result.error ?? null);
    const settlement = settle({
      attempt: delivery.attempt,
      outcome: result.outcome,
      policy: await this.policyOf(consumer, delivery.event, result),
      onPoison: consumer.onPoison,
      attemptsAllowed: delivery.attemptsAllowed,
      unit: () => this.randomness.unit(),
    });
    const written = this.queue.complete({
      tenant: delivery.tenant,
      deliveryId: delivery.deliveryId,
      consumerId: delivery.consumerId,
      claimId: delivery.claimId,
      number: delivery.attempt,
      settlement,
      outcome: result.outcome.kind,
      status: result.status,
      error: result.error,
      startedAt,
      durationMs,
      detail: result.detail,
      news: newsOf({
        deliveryId: delivery.deliveryId,
        eventId: delivery.event.id,
        eventType: delivery.event.type,
        attempt: delivery.attempt,
        consumer,
        settlement,
        error: result.error ?? null,
        status: result.status ?? null,
      }),
    });
    onOver?.();
    const counted = await written;
    this.observer.attemptEnded({
      kind: consumer.kind,
      consumer: consumer.name,
      deliveryId: toId('dlv', delivery.deliveryId),
      eventId: delivery.event.id,
      eventType: delivery.event.type,
      attempt: delivery.attempt,
      state: counted ? settlement.state : 'lost',
      durationMs,
      lagMs: delivery.waitedMs,
      ...(result.error === undefined ? {} : { error: result.error }),
    });
    return settlement;
  }
}
