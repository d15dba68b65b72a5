import { isThenable, newUuid, type Clock, type Randomness } from '@kanca/core';
import type { ParametersOf } from '@kanca/database';
import { setImmediate } from 'node:timers/promises';
import { depthOf } from '../ancestry/cause.js';
import type { Arrival, NewEvent, ReplyTicket, Stored, StoredEvent } from '../ports/arrival.js';
import type { Consumer } from '../ports/consumer-catalogue.js';
import type { DispatchSettings } from '../settings/dispatch-settings.js';
import { dedupKeyOf } from '../log/dedup-key.js';
import { eventHeadOf } from '../ports/event-head.js';
import { lifetimesOf, type FannedOut } from '../log/audience.js';
import type { KnownEvent } from '../log/recent-events.js';
import type { ConsumerSet } from './consumer-set.js';
import { hearing } from './hear-arrival.js';
import type { appendEvents } from './verbs/append-events.sql.js';
import type { findStoredEvents } from './verbs/find-stored-events.sql.js';

/** About what filters look through in 10 ms; most batches are smaller than that. */
const BYTES_IN_ONE_TURN = 256 * 1024;

export type AppendParameters = ParametersOf<typeof appendEvents>;

interface Entry {
  readonly uuid: string;
  readonly event: NewEvent;
  readonly arrivalIndex: number;
  readonly dedupKey: string;
  /** Index into `rows` of the event that is stored: another one's when the same event came twice in this batch. */
  readonly row: number;
}

/** How long the claim of a delivery that is claimed at birth holds: see DispatchSettings. */
type ClaimTimes = Pick<DispatchSettings, 'claimMarginMs' | 'maxClaimMs'>;

export interface Fanned extends FannedOut {
  readonly deliveryId: string;
  readonly eventUuid: string;
  readonly replies: boolean;
}

/** Turns arrivals into the parameters of `append-events`, and its answer back into what each arrival became. */
export class AppendBatch {
  private readonly entries: Entry[] = [];
  private readonly rows: Entry[] = [];
  private readonly repeats: number[] = [];
  private readonly chunks: Buffer[] = [];
  private length = 0;
  private readonly bodies: {
    arrival: number;
    eventUuid: string | null;
    id: string;
    headersStart: number;
    headersLength: number;
    contentStart: number;
    contentLength: number;
  }[] = [];
  private readonly dataIds: string[] = [];
  private readonly dataSizes: number[] = [];
  private readonly rawIds: (string | null)[] = [];
  readonly claimId: string;

  constructor(
    private readonly arrivals: readonly Arrival[],
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {
    this.claimId = newUuid(clock, randomness);
    const rowByKey = new Map<string, number>();
    arrivals.forEach((arrival, arrivalIndex) => {
      this.addArrival(arrival, arrivalIndex, rowByKey);
    });
    // Every process takes its row locks in the same order, so that two batches with the same keys cannot deadlock.
    this.order = this.rows.map((_, index) => index).sort((a, b) => compare(this.rows[a], this.rows[b]));
    this.bytes = Buffer.concat(this.chunks, this.length);
  }

  private readonly order: readonly number[];
  /** All bodies and headers, one after the other. */
  readonly bytes: Buffer;

  private addArrival(arrival: Arrival, arrivalIndex: number, rowByKey: Map<string, number>): void {
    let rawId: string | null = null;
    for (const event of arrival.events) {
      const uuid = newUuid(this.clock, this.randomness);
      const dedupKey = dedupKeyOf(arrival.tenant, event, uuid);
      const known = rowByKey.get(`${arrival.tenant}\n${dedupKey}`);
      if (known !== undefined) {
        this.repeats[known] = (this.repeats[known] ?? 0) + 1;
        this.entries.push({ uuid: this.rows[known]?.uuid ?? '', event, arrivalIndex, dedupKey, row: known });
        continue;
      }
      const entry: Entry = { uuid, event, arrivalIndex, dedupKey, row: this.rows.length };
      rowByKey.set(`${arrival.tenant}\n${dedupKey}`, entry.row);
      this.rows.push(entry);
      this.entries.push(entry);
      this.repeats.push(0);
      if (arrival.raw !== undefined && rawId === null) {
        rawId = uuid;
        this.addBody(arrivalIndex, null, uuid, arrival.raw.body, Buffer.from(JSON.stringify(arrival.raw.headers)));
      }
      this.addData(arrival, event, entry, rawId);
    }
  }

  private addData(arrival: Arrival, event: NewEvent, entry: Entry, rawId: string | null): void {
    this.rawIds.push(rawId);
    if (event.data === 'raw') {
      if (arrival.raw === undefined || rawId === null)
        throw new Error(`An event of type ${event.type} says its data is the request's body, but there is no request.`);
      this.dataIds.push(rawId);
      this.dataSizes.push(arrival.raw.body.length);
      return;
    }
    const dataId = rawId === entry.uuid ? newUuid(this.clock, this.randomness) : entry.uuid;
    this.dataIds.push(dataId);
    this.dataSizes.push(event.data.length);
    this.addBody(entry.arrivalIndex, entry.uuid, dataId, event.data, null);
  }

  private addBody(
    arrival: number,
    eventUuid: string | null,
    id: string,
    content: Buffer,
    headers: Buffer | null,
  ): void {
    const headersStart = this.length;
    if (headers !== null) this.push(headers);
    const contentStart = this.length;
    this.push(content);
    this.bodies.push({
      arrival,
      eventUuid,
      id,
      headersStart,
      headersLength: headers?.length ?? 0,
      contentStart,
      contentLength: content.length,
    });
  }

  private push(bytes: Buffer): void {
    this.chunks.push(bytes);
    this.length += bytes.length;
  }

  /**
   * Which consumers hear of which events, by this version of the consumers. Others have a turn between large events: filters may look at
   * all of an event.
   */
  async fanOut(consumers: ConsumerSet, answersHere: (consumer: Consumer) => boolean): Promise<readonly Fanned[]> {
    const fanned: Fanned[] = [];
    let sinceTurn = 0;
    for (const [row, entry] of this.rows.entries()) {
      const size = this.dataSizes[row] ?? 0;
      if (sinceTurn > 0 && sinceTurn + size > BYTES_IN_ONE_TURN) {
        sinceTurn = 0;
        await setImmediate();
      }
      sinceTurn += size;
      const arrival = this.arrivals[entry.arrivalIndex];
      if (arrival === undefined) continue;
      const heard = hearing(consumers, arrival, entry.event);
      this.fanOutOne(entry, isThenable(heard) ? await heard : heard, answersHere, fanned);
    }
    return fanned;
  }

  private fanOutOne(
    { uuid, arrivalIndex }: Entry,
    heard: readonly FannedOut[],
    answersHere: (consumer: Consumer) => boolean,
    fanned: Fanned[],
  ): void {
    const canReply = this.arrivals[arrivalIndex]?.canReply === true;
    for (const fannedOut of heard)
      fanned.push({
        ...fannedOut,
        deliveryId: newUuid(this.clock, this.randomness),
        eventUuid: uuid,
        // Only a request that is still open can be answered.
        replies:
          canReply &&
          fannedOut.consumer.reply &&
          fannedOut.consumer.state === 'active' &&
          answersHere(fannedOut.consumer),
      });
  }

  /** The parameters of `append-events`. */
  parameters(version: number, fanned: readonly Fanned[], times: ClaimTimes, worker: string): AppendParameters {
    const rows = this.order.map((index) => ({ index, entry: this.rows[index] }));
    const column = <T>(read: (entry: Entry, index: number) => T): T[] =>
      rows.flatMap(({ entry, index }) => (entry === undefined ? [] : [read(entry, index)]));
    const arrivalOf = (entry: Entry): Arrival | undefined => this.arrivals[entry.arrivalIndex];
    return {
      version,
      arrivals: column((entry) => entry.arrivalIndex),
      tenants: column((entry) => arrivalOf(entry)?.tenant ?? null),
      ids: column((entry) => entry.uuid),
      providers: column((entry) => entry.event.provider),
      sources: column((entry) => entry.event.source),
      sourceIds: column((entry) => entry.event.sourceId),
      types: column((entry) => entry.event.type),
      subjects: column((entry) => entry.event.subject ?? null),
      timesMs: column((entry) => entry.event.time?.getTime() ?? null),
      dedupKeys: column((entry) => entry.dedupKey),
      repeats: column((_, index) => this.repeats[index] ?? null),
      contentTypes: column((entry) => entry.event.datacontenttype),
      traceparents: column((entry) => arrivalOf(entry)?.traceparent ?? null),
      dataIds: column((_, index) => this.dataIds[index] ?? null),
      dataSizes: column((_, index) => this.dataSizes[index] ?? null),
      rawIds: column((_, index) => this.rawIds[index] ?? null),
      causeIds: column((entry) => entry.event.cause?.uuid ?? null),
      depths: column((entry) => depthOf(entry.event, arrivalOf(entry))),
      cameAlone: column((entry) => (isAlone(arrivalOf(entry)) ? 1 : 0)),
      bytes: this.bytes,
      bodyArrivals: this.bodies.map((body) => body.arrival),
      bodyEventIds: this.bodies.map((body) => body.eventUuid),
      bodyIds: this.bodies.map((body) => body.id),
      headersStarts: this.bodies.map((body) => body.headersStart),
      headersLengths: this.bodies.map((body) => body.headersLength),
      contentStarts: this.bodies.map((body) => body.contentStart),
      contentLengths: this.bodies.map((body) => body.contentLength),
      claimId: this.claimId,
      deliveryIds: fanned.map(({ deliveryId }) => deliveryId),
      deliveryEventIds: fanned.map(({ eventUuid }) => eventUuid),
      consumerIds: fanned.map(({ consumer }) => consumer.id),
      claimsMs: fanned.map(({ consumer, replies }) =>
        replies ? Math.min(consumer.timeoutMs + times.claimMarginMs, times.maxClaimMs) : null,
      ),
      worker,
      orderKeys: fanned.map(({ orderKey }) => orderKey),
      chainOrders: fanned.map(({ chainOrder }) => chainOrder),
      waits: fanned.map(({ waits }) => (waits ? 1 : 0)),
      lifetimesMs: lifetimesOf(fanned),
      repeatWindowsMs: column((entry) => entry.event.repeatsWithinMs ?? null),
    };
  }

  /** The parameters of `find-stored-events`. */
  keys(): ParametersOf<typeof findStoredEvents> {
    return {
      tenants: this.rows.map(({ arrivalIndex }) => this.arrivals[arrivalIndex]?.tenant ?? null),
      ids: this.rows.map(({ uuid }) => uuid),
      dedupKeys: this.rows.map(({ dedupKey }) => dedupKey),
    };
  }

  /** What was stored and is about to be delivered; with its data where that is no larger than `maxBytes`. */
  fannedEvents(fanned: readonly Fanned[], receivedAt: Date, maxBytes: number): readonly KnownEvent[] {
    const awaited = new Set(fanned.map(({ eventUuid }) => eventUuid));
    const places = new Map(this.bodies.map((body) => [body.id, body.contentStart]));
    return this.rows.flatMap(({ uuid, event, arrivalIndex }, row) => {
      const arrival = this.arrivals[arrivalIndex];
      const dataId = this.dataIds[row];
      const dataSize = this.dataSizes[row];
      const start = places.get(dataId ?? '');
      if (!awaited.has(uuid) || arrival === undefined || dataId === undefined || dataSize === undefined) return [];
      const data = start === undefined || dataSize > maxBytes ? null : this.bytes.subarray(start, start + dataSize);
      return [{ uuid, head: eventHeadOf(uuid, event, arrival, receivedAt), data, dataId, dataSize }];
    });
  }

  /** What each arrival became, in the order they were given. */
  outcome(
    answer: readonly { offered: string; stored: string }[],
    fanned: readonly Fanned[],
    receivedAt: Date,
  ): readonly Stored[] {
    const storedAs = new Map(answer.map(({ offered, stored }) => [offered, stored]));
    const fannedByEvent = new Map<string, Fanned[]>();
    for (const one of fanned) {
      const others = fannedByEvent.get(one.eventUuid);
      if (others === undefined) fannedByEvent.set(one.eventUuid, [one]);
      else others.push(one);
    }
    const results = this.arrivals.map(() => ({ events: [] as StoredEvent[], replies: [] as ReplyTicket[] }));
    const firstSeen = new Set<string>();
    for (const entry of this.entries) {
      const result = results[entry.arrivalIndex];
      const arrival = this.arrivals[entry.arrivalIndex];
      if (result === undefined || arrival === undefined) continue;
      const uuid = storedAs.get(entry.uuid) ?? entry.uuid;
      const duplicate = uuid !== entry.uuid || firstSeen.has(uuid);
      firstSeen.add(uuid);
      const deliveries = duplicate ? [] : (fannedByEvent.get(uuid) ?? []);
      result.events.push({ uuid, duplicate, deliveries: deliveries.length });
      for (const { deliveryId, consumer, replies } of deliveries)
        if (replies)
          result.replies.push({
            deliveryId,
            claimId: this.claimId,
            consumerId: consumer.id,
            eventUuid: uuid,
            event: entry.event,
            arrival,
            receivedAt,
          });
    }
    return results;
  }
}

function compare(a: Entry | undefined, b: Entry | undefined): number {
  const left = a?.dedupKey ?? '';
  const right = b?.dedupKey ?? '';
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether the bytes of the request are one event's and nobody else's. */
function isAlone(arrival: Arrival | undefined): boolean {
  return arrival?.raw !== undefined && arrival.events.length === 1;
}
