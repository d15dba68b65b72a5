import { EXPIRED, isExpired, type Attempt, type AttemptResult } from '@kanca/dispatch';
import { OriginalRequests } from '@kanca/dispatch/operator';
import type { BatchPolicy } from '../model/batch-policy.js';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { BorrowedOriginal } from './borrowed-original.js';
import { EndpointDirectory, type Endpoint } from './endpoint-directory.js';
import { NO_SECRET } from './no-secret.js';
import { NotificationSender } from './notification-sender.js';
import { NotificationWriter, type Notification, type WrittenBody } from './notification-writer.js';
import { TransformationCancelled } from '../transformations/transformation-error.js';
import { BatchGatherer } from './batch-gatherer.js';
import { batchId, joinedBodies } from './batch-notification.js';

/** A body in a batch. */
interface Member {
  readonly attempt: Attempt;
  readonly written: WrittenBody;
}

/** Or what became of its attempt before anything was sent. */
type Part = Member | { readonly result: AttemptResult };

interface SendingContext {
  readonly endpoint: Endpoint;
  readonly keys: readonly Buffer[];
  readonly endsAt: number;
  readonly results: Map<Attempt, AttemptResult>;
}

const MAX_BATCH_BYTES = 4 * 1024 * 1024;
/** In less time no call can be made. */
const LEAST_MS = 50;
/** `4xx` statuses that are not about the content of the body. */
const NOT_THE_CONTENT: ReadonlySet<number> = new Set([401, 403, 404, 405, 407, 408, 410, 421, 425, 426, 429]);
const NOT_SENT: AttemptResult = {
  outcome: { kind: 'failed' },
  error: 'There was no time left to send it: its batch was refused, or was sent in parts.',
};

function isAboutTheContent(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && !NOT_THE_CONTENT.has(status);
}

/** As many as fit into one request; one that is larger goes alone. */
function chunksOf(members: readonly Member[]): readonly (readonly Member[])[] {
  const chunks: Member[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const member of members) {
    const { length } = member.written.body.bytes;
    bytes += length;
    if (bytes > MAX_BATCH_BYTES) {
      chunks.push([]);
      bytes = length;
    }
    chunks.at(-1)?.push(member);
  }
  return chunks;
}

/** The request of a batch begins at once, so what is in it has not expired: one that has is left out before. */
function callOf({ consumer, cancellation }: Attempt): Pick<Attempt, 'consumer' | 'cancellation'> {
  return { consumer, cancellation };
}

/** Puts the deliveries of one subscription together into one signed request: a JSON array of the bodies that each alone would have had. */
@Injectable()
export class BatchDelivery implements OnModuleDestroy {
  private readonly gatherer = new BatchGatherer<Attempt, AttemptResult>();

  constructor(
    private readonly endpoints: EndpointDirectory,
    private readonly originals: OriginalRequests,
    private readonly writer: NotificationWriter,
    private readonly sender: NotificationSender,
  ) {}

  /** The hub stops: gathered deliveries go out now, and later ones at once. */
  onModuleDestroy(): void {
    this.gatherer.hurry();
  }

  /** Every attempt ends as the request does in which its notification was. */
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
    // In the order in which they were stored, to the millisecond, and not in that of the claims: ids sort by time.
    const members = parts
      .flatMap((part) => ('written' in part ? [part] : []))
      .sort((a, b) => (a.attempt.event.id < b.attempt.event.id ? -1 : 1));
    if (members.length === 0) return parts.map((part) => ('result' in part ? part.result : NO_SECRET));
    // The first of them is the first to run out of time.
    const endsAt = Date.now() + Math.max(1, first.consumer.timeoutMs - maxWaitMs);
    const results = new Map<Attempt, AttemptResult>();
    for (const chunk of chunksOf(members)) await this.sendOrSplit(chunk, { endpoint, keys, endsAt, results });
    return parts.map((part) => ('result' in part ? part.result : (results.get(part.attempt) ?? NOT_SENT)));
  }

  /** A batch that is refused for its content is sent again in halves, until the event that cannot be accepted stands alone. */
  private async sendOrSplit(gathered: readonly Member[], context: SendingContext): Promise<void> {
    const { endpoint, keys, endsAt, results } = context;
    // Each may have waited for the others of its batch, or for the first half.
    const members = gathered.filter(({ attempt }) => !isExpired(attempt));
    for (const { attempt } of gathered)
      if (!members.some((one) => one.attempt === attempt)) results.set(attempt, EXPIRED);
    const [first] = members;
    const leftMs = endsAt - Date.now();
    if (first === undefined || leftMs < LEAST_MS) return;
    const result = await this.sender.send(callOf(first.attempt), endpoint, leftMs, () =>
      this.notification(members, endpoint, keys),
    );
    if (members.length > 1 && isAboutTheContent(result.status)) {
      const middle = Math.ceil(members.length / 2);
      await this.sendOrSplit(members.slice(0, middle), context);
      await this.sendOrSplit(members.slice(middle), context);
    }
    // Those that a half has settled are settled; what there was no time for has failed with the whole.
    const shared = { ...result, detail: { ...result.detail, batch: { size: members.length } } };
    for (const { attempt } of members) if (!results.has(attempt)) results.set(attempt, shared);
  }

  private notification(
    members: readonly Member[],
    endpoint: Endpoint,
    keys: readonly Buffer[],
  ): Notification | Promise<Notification> {
    const [first] = members;
    const contentType = endpoint.format.batchContentType;
    if (first === undefined || contentType === undefined)
      throw new Error(`The format ${endpoint.format.name} cannot put notifications together.`);
    const { event } = first.attempt;
    return this.writer.wrap(
      { endpoint, keys, privateKeys: this.endpoints.activePrivateKeys(endpoint) },
      {
        added: {},
        // A signed request needs an id and a trace: the batch has an id of its own, and the trace of its first event.
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
      },
    );
  }

  /** One that cannot be written fails, and one that the subscription's code wants not to be sent is cancelled; the others go out. */
  private async partOf(attempt: Attempt, endpoint: Endpoint, keys: readonly Buffer[]): Promise<Part> {
    const borrowed = new BorrowedOriginal(this.originals, attempt.event);
    try {
      const written = await this.writer.bodyOf({
        event: attempt.event,
        endpoint,
        attempt: attempt.number,
        cancellation: attempt.cancellation,
        keys,
        privateKeys: [],
        original: () => borrowed.read(),
      });
      return { attempt, written };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const kind = error instanceof TransformationCancelled ? 'cancelled' : 'failed';
      return { result: { outcome: { kind }, error: why } };
    } finally {
      borrowed.release();
    }
  }
}
