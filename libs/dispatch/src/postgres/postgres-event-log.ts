import { Clock, KancaError, Randomness } from '@kanca/core';
import { isUnavailable, SqlPool, whyUnavailable } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppendHealth } from '../log/append-health.js';
import { ClaimLedger } from '../claims/claim-ledger.js';
import { DispatchSettings } from '../settings/dispatch-settings.js';
import { GroupCommit } from '../log/group-commit.js';
import type { Arrival, NewEvent, Stored } from '../ports/arrival.js';
import type { Consumer } from '../ports/consumer-catalogue.js';
import { RunnerRegistry } from '../ports/consumer-runner.js';
import { EventLog } from '../ports/event-log.js';
import { RecentEvents } from '../log/recent-events.js';
import { TenantQueue } from '../log/tenant-queue.js';
import { AppendBatch, type AppendParameters, type Fanned } from './append-batch.js';
import { lookAhead } from './hear-arrival.js';
import { PostgresConsumerCatalogue } from './postgres-consumer-catalogue.js';
import { Successors, type TurnChange } from '../order/successors.js';
import { appendEvents, type AppendedRow } from './verbs/append-events.sql.js';
import { findStoredEvents } from './verbs/find-stored-events.sql.js';
import { WakeUp } from '../wake-up/wake-up.js';

/** The shortest time that a large provider waits for an answer is 10 s (GitHub): it is told in time that it has to come again. */
const DEADLINE_MS = 8_000;
/** After that nobody waits for the statement any more. */
const STATEMENT_TIMEOUT_MS = 9_000;
const LOOK_AGAIN_AFTER_MS = [0, 250, 1_000];
const LOOK_TIMEOUT_MS = 2_000;
const NOT_STORED = 'Nothing was stored.';
const PERHAPS_STORED = 'Whether the events were stored is not known: send them again under the same ids.';

/** A caller was sent away because the database took too long. */
class TooLate extends KancaError {
  constructor(hasBegun: boolean) {
    const sentence = `The database did not store the events within ${String(DEADLINE_MS / 1_000)} s.`;
    super('unavailable', `${sentence} ${hasBegun ? PERHAPS_STORED : NOT_STORED}`, {
      cause: new Error('Query read timeout'),
      retryAfterSeconds: 5,
    });
  }
}

const MEGABYTE = 1024 * 1024;
const MAX_FAN_OUT_RACES = 50;
const MAX_SUBJECT_LENGTH = 1024;

/** The event log in PostgreSQL: requests that arrive together share one statement and one commit. */
@Injectable()
export class PostgresEventLog extends EventLog {
  private readonly commits: GroupCommit<Arrival, Stored>;
  private readonly queue = new TenantQueue();
  /** Settles when every commit that has begun has ended. */
  private commitsSoFar: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: SqlPool,
    private readonly catalogue: PostgresConsumerCatalogue,
    private readonly runners: RunnerRegistry,
    private readonly wakeUp: WakeUp,
    private readonly successors: Successors,
    private readonly ledger: ClaimLedger,
    private readonly recentEvents: RecentEvents,
    private readonly health: AppendHealth,
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
      deadline: {
        ms: DEADLINE_MS,
        error: (hasBegun) => new TooLate(hasBegun),
        committedLate: (stored) => {
          this.committedLate(stored);
        },
      },
      isolatesFailure: (error) => !(error instanceof KancaError) && !isUnavailable(error),
    });
  }

  async append(arrival: Arrival): Promise<Stored> {
    if (arrival.events.length === 0) throw new Error('An arrival without events has nothing to store.');
    const offered = { ...arrival, events: arrival.events.map(storable) };
    const turn = this.queue.pass(arrival.tenant, bytesOf(offered), lookAhead(this.catalogue.known, offered));
    if (turn !== null) await turn;
    this.health.began();
    try {
      const stored = await this.commits.add(offered);
      this.health.stored();
      return stored;
    } catch (error) {
      // Our own refusals say already what to do.
      if (!isUnavailable(error) || error instanceof KancaError) {
        if (error instanceof TooLate) this.health.failed(error.cause);
        else this.health.dismissed();
        throw error;
      }
      this.health.failed(error);
      const { sentence, isUndone } = whyUnavailable(error);
      throw new KancaError('unavailable', `${sentence} ${isUndone ? NOT_STORED : PERHAPS_STORED}`, {
        cause: error,
        retryAfterSeconds: 5,
      });
    }
  }

  /** Nobody is there any more to be answered: their handlers are called when the claims have expired. */
  private committedLate({ replies }: Stored): void {
    for (const { claimId, consumerId, deliveryId } of replies) this.ledger.lost(claimId, consumerId, deliveryId);
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
      const fanned = await batch.fanOut(consumers, (consumer) => this.answersHere(consumer));
      if (fanned.some(({ orderKey }) => orderKey !== null)) await earlier;
      const answer = await this.ask(
        batch,
        batch.parameters(consumers.version, fanned, this.settings, this.ledger.birthWorker),
      );
      const [first] = answer;
      if (first !== undefined) {
        const receivedAt = new Date(first.received_ms);
        if (fanned.length > 0) {
          const known = batch.fannedEvents(fanned, receivedAt, this.settings.inlineBodyBytes);
          this.recentEvents.keep(batch.bytes.length, known);
          this.wakeUp.deliveriesAdded();
          this.successors.changed(turnsOf(fanned));
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

  /** When the answer is lost, the commit may have happened all the same: then the database is asked, so that nobody stores the events twice. */
  private async ask(batch: AppendBatch, parameters: AppendParameters): Promise<readonly AppendedRow[]> {
    try {
      return await this.pool.run(appendEvents, parameters, STATEMENT_TIMEOUT_MS);
    } catch (error) {
      if (!isUnavailable(error) || whyUnavailable(error).isUndone) throw error;
      const found = await this.findStored(batch);
      if (found === null) throw error;
      return found;
    }
  }

  /** Null when none of the batch is found: the server may still be at it. */
  private async findStored(batch: AppendBatch): Promise<readonly AppendedRow[] | null> {
    for (const waitMs of LOOK_AGAIN_AFTER_MS) {
      await sleep(waitMs);
      const rows = await this.pool.runApart(findStoredEvents, batch.keys(), LOOK_TIMEOUT_MS).catch(() => []);
      const own = rows.find(({ offered, stored }) => offered === stored);
      // The time of this commit, which that of an event that was there before is not.
      if (own !== undefined) return [own, ...rows.filter((row) => row !== own)];
    }
    return null;
  }

  private answersHere(consumer: Consumer): boolean {
    const runnable = this.runners.get(consumer.kind)?.runnable() ?? [];
    return runnable === 'all' || runnable.includes(consumer.id);
  }
}

/** A first delivery of its key has no other to wait for. Followers in a chain of handlers have, for as long as their event is new. */
function turnsOf(fanned: readonly Fanned[]): readonly TurnChange[] {
  return fanned.flatMap(({ consumer, orderKey }) =>
    orderKey === null ? [] : [{ consumerId: consumer.id, orderKey, chainedEventId: null }],
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
