import { Clock, KancaError, Randomness } from '@kanca/core';
import { isUnavailable, SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { ClaimLedger } from '../claim-ledger.js';
import { DispatchSettings } from '../dispatch-settings.js';
import { GroupCommit } from '../group-commit.js';
import type { Arrival, NewEvent, Stored } from '../ports/arrival.js';
import type { Consumer } from '../ports/consumer-catalogue.js';
import { RunnerRegistry } from '../ports/consumer-runner.js';
import { EventLog } from '../ports/event-log.js';
import { RecentEvents } from '../recent-events.js';
import { AppendBatch, type Fanned } from './append-batch.js';
import { PostgresConsumerCatalogue } from './postgres-consumer-catalogue.js';
import { Turns, type TurnChange } from '../turns/turns.js';
import { appendEvents } from './verbs/append-events.js';
import { WakeUp } from './wake-up.js';

interface AppendAnswer {
  readonly offered: string;
  readonly stored: string;
  readonly received_ms: number;
}

const MEGABYTE = 1024 * 1024;
const MAX_FAN_OUT_RACES = 50;
const MAX_SUBJECT_LENGTH = 1024;

/** The event log in PostgreSQL: requests that arrive together share one statement and one commit. */
@Injectable()
export class PostgresEventLog extends EventLog {
  private readonly commits: GroupCommit<Arrival, Stored>;
  /** Settles when every commit that has begun has ended. */
  private commitsSoFar: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: SqlPool,
    private readonly catalogue: PostgresConsumerCatalogue,
    private readonly runners: RunnerRegistry,
    private readonly wakeUp: WakeUp,
    private readonly turns: Turns,
    private readonly ledger: ClaimLedger,
    private readonly recentEvents: RecentEvents,
    private readonly settings: DispatchSettings,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {
    super();
    this.commits = new GroupCommit<Arrival, Stored>({
      commit: (arrivals) => this.commit(arrivals),
      sizeOf: bytesOf,
      maxInFlight: 2,
      maxBatchItems: 64,
      maxBatchBytes: 4 * MEGABYTE,
      maxWaitingItems: 20_000,
      maxWaitingBytes: 256 * MEGABYTE,
      isolatesFailure: (error) => !(error instanceof KancaError) && !isUnavailable(error),
    });
  }

  async append(arrival: Arrival): Promise<Stored> {
    if (arrival.events.length === 0) throw new Error('An arrival without events has nothing to store.');
    try {
      return await this.commits.add({ ...arrival, events: arrival.events.map(storable) });
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      throw new KancaError('unavailable', 'The database cannot be reached; nothing was stored.', {
        cause: error,
        retryAfterSeconds: 5,
      });
    }
  }

  private commit(arrivals: readonly Arrival[]): Promise<readonly Stored[]> {
    const earlier = this.commitsSoFar;
    const stored = this.store(arrivals, earlier);
    const ended = stored.then(
      () => undefined,
      () => undefined,
    );
    this.commitsSoFar = earlier.then(() => ended);
    return stored;
  }

  /** @param earlier settles when what was given before is stored: what keeps an order waits for it */
  private async store(arrivals: readonly Arrival[], earlier: Promise<void>): Promise<readonly Stored[]> {
    const batch = new AppendBatch(arrivals, this.clock, this.randomness);
    let consumers = await this.catalogue.current();
    for (let race = 0; race < MAX_FAN_OUT_RACES; race++) {
      const fanned = batch.fanOut(consumers, (consumer) => this.answersHere(consumer));
      if (fanned.some(({ orderKey }) => orderKey !== null)) await earlier;
      const answer = await this.pool.run<AppendAnswer>(
        appendEvents,
        batch.parameters(consumers.version, fanned, this.settings, this.ledger.birthWorker),
      );
      const [first] = answer;
      if (first !== undefined) {
        const receivedAt = new Date(first.received_ms);
        if (fanned.length > 0) {
          const known = batch.fannedEvents(fanned, receivedAt, this.settings.inlineBodyBytes);
          this.recentEvents.keep(batch.bytes.length, known);
          this.wakeUp.deliveriesAdded();
          this.turns.changed(turnsOf(fanned));
        }
        const stored = batch.outcome(answer, fanned, receivedAt);
        for (const { claimId, consumerId, deliveryId } of stored.flatMap(({ replies }) => replies))
          this.ledger.took(claimId, consumerId, deliveryId, 1, true);
        return stored;
      }
      // The consumers changed since they were read: the fan-out would have missed one.
      consumers = await this.catalogue.load();
    }
    throw new KancaError('unavailable', 'The consumers change faster than events can be stored; nothing was stored.', {
      retryAfterSeconds: 1,
    });
  }

  private answersHere(consumer: Consumer): boolean {
    const runnable = this.runners.get(consumer.kind)?.runnable() ?? [];
    return runnable === 'all' || runnable.includes(consumer.id);
  }
}

/** A first delivery of its key has no other to wait for. Followers in a chain of handlers have, for as long as their event is new. */
function turnsOf(fanned: readonly Fanned[]): readonly TurnChange[] {
  return fanned.flatMap(({ consumer, orderKey }) =>
    orderKey === null ? [] : [{ consumerId: consumer.id, orderKey, stagedEventId: null }],
  );
}

function bytesOf(arrival: Arrival): number {
  const data = arrival.events.reduce((sum, { data }) => sum + (data === 'raw' ? 0 : data.length), 0);
  return (arrival.raw?.body.length ?? 0) + data + 1024;
}

/** PostgreSQL's text cannot hold NUL, and one such subject must not fail the events that share its commit. */
function storable(event: NewEvent): NewEvent {
  const dirty = event.subject?.includes('\0') === true || event.type.includes('\0') || event.source.includes('\0');
  const long = (event.subject?.length ?? 0) > MAX_SUBJECT_LENGTH;
  if (!dirty && !long) return event;
  return {
    ...event,
    subject: event.subject?.replaceAll('\0', '\uFFFD').slice(0, MAX_SUBJECT_LENGTH),
    type: event.type.replaceAll('\0', '\uFFFD'),
    source: event.source.replaceAll('\0', '\uFFFD'),
  };
}
