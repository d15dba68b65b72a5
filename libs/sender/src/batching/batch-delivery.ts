import { OriginalRequests, type Attempt, type AttemptResult, type OriginalBody } from '@kanca/dispatch';
import { Injectable } from '@nestjs/common';
import { EndpointDirectory, type Endpoint } from '../delivery/endpoint-directory.js';
import { NO_SECRET } from '../delivery/no-secret.js';
import { NotificationSender } from '../delivery/notification-sender.js';
import { NotificationWriter, type Notification, type WrittenBody } from '../delivery/notification-writer.js';
import { TransformationCancelled } from '../transformations/transformation-error.js';
import { BatchGatherer, type BatchPolicy } from './batch-gatherer.js';
import { batchId, joinedBodies } from './batch-notification.js';

/** A body in a batch, or what became of its attempt before anything was sent. */
type Part = { readonly attempt: Attempt; readonly written: WrittenBody } | { readonly result: AttemptResult };

/** Puts the deliveries of one subscription together into one signed request: a JSON array of what each alone would have been sent. */
@Injectable()
export class BatchDelivery {
  private readonly gatherer = new BatchGatherer<Attempt, AttemptResult>();

  constructor(
    private readonly endpoints: EndpointDirectory,
    private readonly originals: OriginalRequests,
    private readonly writer: NotificationWriter,
    private readonly sender: NotificationSender,
  ) {}

  /** Every attempt ends as the request of its batch does. */
  deliver(attempt: Attempt, endpoint: Endpoint, policy: BatchPolicy): Promise<AttemptResult> {
    // A change of the subscription begins a batch of its own.
    const key = `${attempt.consumer.id}/${String(attempt.consumer.revision)}`;
    return this.gatherer.join(key, attempt, policy, (attempts) => this.send(attempts, endpoint, policy));
  }

  private async send(
    gathered: readonly Attempt[],
    endpoint: Endpoint,
    { maxWaitMs }: BatchPolicy,
  ): Promise<readonly AttemptResult[]> {
    const keys = this.endpoints.activeKeys(endpoint);
    const [first] = gathered;
    if (keys.length === 0 || first === undefined) return gathered.map(() => NO_SECRET);
    const parts = await Promise.all(gathered.map((attempt) => this.partOf(attempt, endpoint, keys)));
    // As they were stored, to the millisecond, whatever order they were claimed in: ids sort by time.
    const members = parts
      .flatMap((part) => ('written' in part ? [part] : []))
      .sort((a, b) => (a.attempt.event.id < b.attempt.event.id ? -1 : 1));
    if (members.length === 0) return parts.map((part) => ('result' in part ? part.result : NO_SECRET));
    // The first of them is the first to run out of time.
    const deadlineMs = Math.max(1, first.consumer.timeoutMs - maxWaitMs);
    const result = await this.sender.send(first, endpoint, deadlineMs, () =>
      this.notification(members, endpoint, keys),
    );
    const shared = { ...result, detail: { ...result.detail, batch: { size: members.length } } };
    return parts.map((part) => ('result' in part ? part.result : shared));
  }

  private async notification(
    members: readonly { readonly attempt: Attempt; readonly written: WrittenBody }[],
    endpoint: Endpoint,
    keys: readonly Buffer[],
  ): Promise<Notification> {
    const [first] = members;
    const contentType = endpoint.format.batchContentType;
    if (first === undefined || contentType === undefined)
      throw new Error(`The format ${endpoint.format.name} cannot put notifications together.`);
    const { event } = first.attempt;
    return this.writer.wrap({
      endpoint,
      keys,
      privateKeys: this.endpoints.activePrivateKeys(endpoint),
      added: {},
      // What is signed has an id, and what is traced has a trace: the batch's own, and that of its first event.
      event: {
        id: batchId(members.map(({ attempt }) => attempt.event)),
        tenant: event.tenant,
        provider: null,
        source: event.source,
        type: event.type,
        subject: null,
        time: event.time,
        receivedAt: event.receivedAt,
        datacontenttype: contentType,
        data: null,
        dataBytes: Buffer.alloc(0),
        traceparent: event.traceparent,
        cause: null,
        depth: Math.max(...members.map(({ attempt }) => attempt.event.depth)),
      },
      body: { contentType, bytes: joinedBodies(members.map(({ written }) => written.body.bytes)) },
    });
  }

  /** One that cannot be written fails, and one that the subscription's code wants not to be sent is cancelled; the others go out. */
  private async partOf(attempt: Attempt, endpoint: Endpoint, keys: readonly Buffer[]): Promise<Part> {
    const originals: OriginalBody[] = [];
    try {
      const written = await this.writer.bodyOf({
        event: attempt.event,
        endpoint,
        attempt: attempt.number,
        keys,
        privateKeys: [],
        original: async () => {
          const original = await this.originals.bodyOf(attempt.event);
          originals.push(original);
          return original;
        },
      });
      return { attempt, written };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const kind = error instanceof TransformationCancelled ? 'cancelled' : 'failed';
      return { result: { outcome: { kind }, error: why } };
    } finally {
      for (const { release } of originals) release();
    }
  }
}
