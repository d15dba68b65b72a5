import { thenOrNow } from '@kanca/core';
import type { RetryPolicy } from '@kanca/core';
import { ConsumerRunner, type Attempt, type AttemptResult, type PolicyQuestion } from '@kanca/dispatch';
import { OriginalRequests } from '@kanca/dispatch/operator';
import { Injectable } from '@nestjs/common';
import { BatchDelivery } from './batch-delivery.js';
import { HealthMonitor } from '../health/health-monitor.js';
import { RetryPolicies } from '../event-types/retry-policies.js';
import { TransformationCancelled } from '../transformations/transformation-error.js';
import { BorrowedOriginal } from './borrowed-original.js';
import { EndpointDirectory, type Endpoint } from './endpoint-directory.js';
import { NO_SECRET } from './no-secret.js';
import { NotificationSender } from './notification-sender.js';
import { NotificationWriter, type Notification } from './notification-writer.js';

/** Runs deliveries to subscriptions: one signed HTTP request through the egress guard for each attempt. */
@Injectable()
export class SubscriptionRunner extends ConsumerRunner {
  readonly kind = 'subscription';
  /** The client keeps the deadline, and says in which part of the call it passed. */
  override readonly graceMs = 1_000;

  constructor(
    private readonly endpoints: EndpointDirectory,
    private readonly originals: OriginalRequests,
    private readonly writer: NotificationWriter,
    private readonly sender: NotificationSender,
    private readonly batches: BatchDelivery,
    private readonly health: HealthMonitor,
    private readonly policies: RetryPolicies,
  ) {
    super();
  }

  runnable(): 'all' {
    return 'all';
  }

  override async policy({ consumer, event }: PolicyQuestion): Promise<RetryPolicy> {
    const { ownRetry, format } = await this.endpoints.find(consumer);
    return ownRetry ?? this.policies.ofEvent(event, format.name);
  }

  run(attempt: Attempt): Promise<AttemptResult> {
    return thenOrNow(this.endpoints.find(attempt.consumer), (endpoint) => this.deliver(attempt, endpoint));
  }

  private async deliver(attempt: Attempt, endpoint: Endpoint): Promise<AttemptResult> {
    const result =
      endpoint.batch === null
        ? await this.alone(attempt, endpoint)
        : await this.batches.deliver(attempt, endpoint, endpoint.batch);
    this.health.noted(attempt.consumer, result);
    return result;
  }

  private alone(attempt: Attempt, endpoint: Endpoint): Promise<AttemptResult> {
    const { event, number, consumer, cancellation } = attempt;
    const keys = this.endpoints.activeKeys(endpoint);
    if (keys.length === 0) return Promise.resolve(NO_SECRET);
    const borrowed = new BorrowedOriginal(this.originals, event);
    const write = (): Notification | Promise<Notification> =>
      this.writer.write({
        event,
        endpoint,
        attempt: number,
        keys,
        cancellation,
        privateKeys: this.endpoints.activePrivateKeys(endpoint),
        original: () => borrowed.read(),
      });
    return this.sender.send(attempt, endpoint, consumer.timeoutMs, write).then(
      (result) => {
        borrowed.release();
        return result;
      },
      (error: unknown) => {
        borrowed.release();
        if (error instanceof TransformationCancelled) return { outcome: { kind: 'cancelled' }, error: error.message };
        throw error;
      },
    );
  }
}
