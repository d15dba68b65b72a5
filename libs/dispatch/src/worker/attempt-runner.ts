import { Cancellation, Clock, Observer, Randomness, toId, type AttemptEnded, type RetryPolicy } from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { settle, type Settlement } from '../ports/settlement.js';
import { DispatchSettings } from '../settings/dispatch-settings.js';
import { DisableConsumer } from '../operational/disable-consumer.js';
import { newsOf } from '../operational/delivery-news.js';
import { LargeBodies, type BorrowedBody } from '../large-bodies/large-bodies.js';
import { ConsumerCatalogue, type Consumer } from '../ports/consumer-catalogue.js';
import {
  RunnerRegistry,
  type Attempt,
  type AttemptResult,
  type ConsumerRunner,
  type HandlerReply,
} from '../ports/consumer-runner.js';
import { DeliveryQueue, type ClaimedDelivery } from '../ports/delivery-queue.js';
import { DeliveredEvent } from '../ports/event-head.js';
import { retryPolicyOf } from './retry-policy-of.js';

/** Whoever waits for something in an attempt. */
export interface AttemptListener {
  /** Gets the handler's reply before the attempt is settled, so that a waiting provider is answered first. Only with it may one reply. */
  readonly onReply?: (reply: HandlerReply | null) => void;
  /** The attempt is over and is being settled: its consumer has room for another. */
  readonly onOver?: () => void;
}

interface Duration {
  readonly startedAt: number;
  readonly durationMs: number;
}

interface Settling {
  readonly settlement: Settlement;
  /** Whether it counted; rejects when it could not be written. */
  readonly counted: Promise<boolean>;
}

/** Runs one attempt from claim to settlement. It never throws: a failure is an outcome, or the lease runs out. */
@Injectable()
export class AttemptRunner {
  private running = 0;
  private readonly cancellations = new Set<Cancellation>();
  private readonly largeBodies: LargeBodies;

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
    this.largeBodies = new LargeBodies(queue, settings);
  }

  /** Attempts that run in this process, those that answer a provider included. */
  get underWay(): number {
    return this.running;
  }

  /** @returns what became of the delivery; null when that is not known here */
  run(delivery: ClaimedDelivery, listener: AttemptListener = {}): Promise<Settlement | null> {
    return delivery.data === null
      ? this.withLargeBody(delivery, (data) => this.attempt(delivery, data, listener))
      : this.attempt(delivery, delivery.data, listener);
  }

  /** @param data why it could not be read, where it could not: the attempt fails by it */
  private async attempt(
    delivery: ClaimedDelivery,
    data: Buffer | Error,
    { onReply, onOver }: AttemptListener,
  ): Promise<Settlement | null> {
    this.running++;
    try {
      const consumer = await this.catalogue.get(delivery.consumerId);
      if (consumer === null) return await this.cancel(delivery);
      const startedAt = this.clock.now();
      const started = performance.now();
      const result = await this.tryConsumer(delivery, consumer, data, onReply !== undefined);
      const durationMs = performance.now() - started;
      onReply?.(result.reply ?? null);
      if (result.disable === true) await this.disable(consumer, result);
      const policy = await this.policyOf(consumer, delivery.event, result);
      const { settlement, counted } = this.settle(delivery, consumer, result, policy, { startedAt, durationMs });
      onOver?.();
      this.tell(delivery, consumer, result.error, (await counted) ? settlement.state : 'lost', durationMs);
      return settlement;
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

  /** Never rejects: what the consumer's code throws is a failure. */
  private tryConsumer(
    delivery: ClaimedDelivery,
    consumer: Consumer,
    data: Buffer | Error,
    canReply: boolean,
  ): Promise<AttemptResult> {
    const runner = this.runners.get(consumer.kind);
    if (runner === undefined) throw new Error(`No runner for ${consumer.kind} consumers is installed here.`);
    return Buffer.isBuffer(data)
      ? this.withinTime(runner, delivery, consumer, data, canReply)
      : Promise.resolve(failureOf(data));
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

  /** Whatever the runner does, this settles when the attempt's time is up. No async functions here: every delivery passes. */
  private withinTime(
    runner: ConsumerRunner,
    delivery: ClaimedDelivery,
    consumer: Consumer,
    data: Buffer,
    canReply: boolean,
  ): Promise<AttemptResult> {
    const { timeoutMs } = consumer;
    const cancellation = new Cancellation();
    const attempt: Attempt = {
      deliveryId: delivery.deliveryId,
      number: delivery.attempt,
      consumer,
      event: new DeliveredEvent(delivery.event, data),
      cancellation,
      canReply,
    };
    this.cancellations.add(cancellation);
    return new Promise<AttemptResult>((resolve) => {
      const end = (result: AttemptResult): void => {
        clearTimeout(timer);
        this.cancellations.delete(cancellation);
        resolve(result);
      };
      const timer = setTimeout(() => {
        const error = `Timed out after ${String(timeoutMs)} ms.`;
        end({ outcome: { kind: 'failed' }, error, detail: runner.soFar(attempt) });
        cancellation.cancel(new Error(error));
      }, timeoutMs + runner.graceMs);
      const fail = (error: unknown): void => {
        end(failureOf(error));
      };
      try {
        runner.run(attempt).then(end, fail);
      } catch (error) {
        fail(error);
      }
    });
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

  /** Settles it: what comes back is under way to the disk. */
  private settle(
    delivery: ClaimedDelivery,
    consumer: Consumer,
    result: AttemptResult,
    policy: RetryPolicy,
    { startedAt, durationMs }: Duration,
  ): Settling {
    const settlement = settle({
      attempt: delivery.attempt,
      outcome: result.outcome,
      policy,
      onPoison: consumer.onPoison,
      attemptsAllowed: delivery.attemptsAllowed,
      unit: () => this.randomness.unit(),
    });
    const counted = this.queue.complete({
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
    return { settlement, counted };
  }

  private tell(
    delivery: ClaimedDelivery,
    { kind, name }: Consumer,
    error: string | undefined,
    state: AttemptEnded['state'],
    durationMs: number,
  ): void {
    this.observer.attemptEnded({
      kind,
      consumer: name,
      // Written out when it is asked for: by a line of the log, which most attempts have none of.
      get deliveryId() {
        return toId('dlv', delivery.deliveryId);
      },
      eventId: delivery.event.id,
      eventType: delivery.event.type,
      attempt: delivery.attempt,
      state,
      durationMs,
      lagMs: delivery.waitedMs,
      ...(error === undefined ? {} : { error }),
    });
  }
}

function failureOf(error: unknown): AttemptResult {
  return { outcome: { kind: 'failed' }, error: error instanceof Error ? error.message : String(error) };
}
