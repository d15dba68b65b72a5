import {
  childSpan,
  Clock,
  isOperational,
  KancaError,
  newTrace,
  newUuid,
  placeOfUnwritableNumber,
  Randomness,
  toId,
  writeExactJson,
} from '@kanca/core';
import { Injectable } from '@nestjs/common';
import { Ancestry } from '../ancestry/ancestry.js';
import type { Cause } from '../ancestry/cause.js';
import { publishedKey } from './dedup-key.js';
import { EventLog } from '../ports/event-log.js';

/** An event that the application itself makes. With an `id`, the same event is stored once. */
export interface PublishedEvent {
  readonly tenant: string;
  /** Dotted, for example `invoice.paid`. */
  readonly type: string;
  /** Any JSON value. An `ExactNumber` in it is stored as it was written. */
  readonly data: unknown;
  /** Yours: publishing the same id again stores nothing new and answers with the first event. */
  readonly id?: string | undefined;
  readonly subject?: string | undefined;
  readonly time?: Date | undefined;
  /** `evt_…`: the event of this tenant that it is a consequence of. In a handler it is the event that is being handled, unless you say so. */
  readonly cause?: string | undefined;
}

/** An event whose data is written as JSON already, and whose cause is known. */
export type EmittedEvent = Omit<PublishedEvent, 'data' | 'cause'> & {
  readonly dataBytes: Buffer;
  readonly cause: Cause | undefined;
};

/** What a publisher is told: the id of the event, whether it was known, and how many deliveries it made. */
export interface PublishReceipt {
  /** `evt_…`: the `webhook-id` that subscribers see. */
  readonly id: string;
  readonly duplicate: boolean;
  readonly deliveries: number;
}

const TYPE = /^[A-Za-z0-9_:/-]+(\.[A-Za-z0-9_:/-]+)*$/;
const MAX_TYPE_LENGTH = 256;
const MAX_ID_LENGTH = 256;
/** The largest data of one published event, in bytes of JSON. */
export const MAX_PUBLISHED_BYTES = 1024 * 1024;

/** The other way into the log: your application says that something happened. */
@Injectable()
export class Publisher {
  constructor(
    private readonly log: EventLog,
    private readonly ancestry: Ancestry,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * Stores an event and its deliveries in one commit.
   * @throws KancaError `invalid_request` naming the field, `body_too_large` beyond 1 MiB of data, `loop_detected` at the end of a
   * chain of events that brought each other about, `unavailable` without a database
   */
  async publish(event: PublishedEvent): Promise<PublishReceipt> {
    const bytes = dataBytes(event);
    const cause = await this.ancestry.causeOf(event);
    return this.append({ ...event, dataBytes: bytes, cause }, newUuid(this.clock, this.randomness));
  }

  /**
   * Stores several events, each in a commit of its own, once all of them have been checked. In the order they are given in.
   * @throws KancaError as `publish` does, with fields like `events.3.type`: nothing is stored then
   */
  async publishAll(events: readonly PublishedEvent[]): Promise<readonly PublishReceipt[]> {
    const checked = events.map((event, index) => ({
      ...event,
      dataBytes: at(`events.${String(index)}.`, () => dataBytes(event)),
    }));
    const ready = await Promise.all(
      checked.map(async (event) => ({ ...event, cause: await this.ancestry.causeOf(event) })),
    );
    return Promise.all(ready.map((event) => this.append(event, newUuid(this.clock, this.randomness))));
  }

  /**
   * Stores an event that was checked when it was emitted, unless it is in the log already.
   * @param key what tells it from others that have no id of their own
   * @param isUnheard stores it for the record, without a delivery
   */
  publishStored(event: EmittedEvent, key: string, isUnheard: boolean): Promise<PublishReceipt> {
    return this.append(event, key, isUnheard);
  }

  private async append(event: EmittedEvent, key: string, isUnheard = false): Promise<PublishReceipt> {
    const { events } = await this.log.append({
      tenant: event.tenant,
      isUnheard,
      traceparent:
        event.cause === undefined ? newTrace(this.randomness) : childSpan(event.cause.traceparent, this.randomness),
      events: [
        {
          provider: null,
          source: `/published/${encodeURIComponent(event.tenant)}`,
          sourceId: null,
          type: event.type,
          subject: event.subject,
          time: event.time,
          dedupKey: publishedKey(event.id, key),
          datacontenttype: 'application/json',
          data: event.dataBytes,
          cause: event.cause,
        },
      ],
    });
    const [stored] = events;
    if (stored === undefined) throw new Error('The event log stored nothing and said nothing.');
    return { id: toId('evt', stored.uuid), duplicate: stored.duplicate, deliveries: stored.deliveries };
  }
}

/** Says with every field of a problem where its event is. */
function at<T>(place: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof KancaError)) throw error;
    const problems = error.problems?.map(({ field, problem }) => ({ field: `${place}${field}`, problem }));
    throw new KancaError(error.code, `${place}${error.message}`, problems === undefined ? {} : { problems });
  }
}

/** The data as it is stored, of an event that may be published. */
function dataBytes(event: PublishedEvent): Buffer {
  assertNotOperational(event.type);
  const problems = [
    ...(event.type.length <= MAX_TYPE_LENGTH && TYPE.test(event.type)
      ? []
      : [{ field: 'type', problem: 'expected dotted words, for example invoice.paid' }]),
    ...((event.id?.length ?? 1) >= 1 && (event.id?.length ?? 1) <= MAX_ID_LENGTH
      ? []
      : [{ field: 'id', problem: `expected 1 to ${String(MAX_ID_LENGTH)} characters` }]),
    ...(event.data === undefined ? [{ field: 'data', problem: 'is missing: any JSON value will do' }] : []),
    ...(event.time === undefined || Number.isFinite(event.time.getTime())
      ? []
      : [{ field: 'time', problem: 'expected an RFC 3339 time' }]),
  ];
  if (problems.length > 0)
    throw new KancaError('invalid_request', problems.map(({ field, problem }) => `${field}: ${problem}`).join('; '), {
      problems,
    });
  const bytes = Buffer.from(writtenData(event.data));
  if (bytes.length > MAX_PUBLISHED_BYTES)
    throw new KancaError(
      'body_too_large',
      `data is ${String(bytes.length)} bytes; at most ${String(MAX_PUBLISHED_BYTES)} are accepted. Publish a link to it instead.`,
    );
  return bytes;
}

/**
 * The data as JSON, each number as it was written.
 * @throws KancaError `invalid_request` naming a number that JSON cannot write: `JSON.stringify` would make null of it
 */
export function writtenData(data: unknown): string {
  const text = writeExactJson(data);
  const place = text.includes('null') ? placeOfUnwritableNumber(data, 'data') : undefined;
  if (place === undefined) return text;
  const problem = 'is NaN or Infinity, which JSON has no way to write';
  throw new KancaError('invalid_request', `${place}: ${problem}`, { problems: [{ field: place, problem }] });
}

function assertNotOperational(type: string): void {
  if (!isOperational(type)) return;
  throw new KancaError(
    'invalid_request',
    `type: ${type.slice(0, MAX_TYPE_LENGTH)} is taken: what begins with kanca. tells of Kanca itself.`,
    {
      problems: [{ field: 'type', problem: 'begins with kanca., which is for what Kanca tells of itself' }],
    },
  );
}
