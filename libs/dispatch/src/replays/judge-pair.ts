import { pairStates, type PairState } from './pair-states.sql.js';
import type { SqlRunner } from '@kanca/database';
import type { FannedOut } from '../log/audience.js';
import { firstUuidAt } from '../postgres/first-uuid-at.js';
import type { HeardEvent } from './hearing-events.js';
import type { ReplayState } from './replay-filter.js';
import type { FoundEvent } from './find-events.sql.js';

/** `make` a delivery, `hasten` the one that waits, `skip` because one is under way, or `leave`: the replay does not ask for it. */
export type Judgement = 'make' | 'hasten' | 'skip' | 'leave';

/** A consumer that hears of an event, and what the replay does about it. */
export interface JudgedPair {
  readonly event: FoundEvent;
  readonly heard: FannedOut;
  readonly judgement: Judgement;
  /** UUID of the delivery that is under way. */
  readonly openId: string | null;
}

export interface JudgedEvent {
  readonly event: FoundEvent;
  readonly pairs: readonly JudgedPair[];
}

const DAY_MS = 86_400_000;

/** Judges every pair of these events. */
export async function judgeEvents(
  sql: SqlRunner,
  heard: readonly HeardEvent[],
  state: ReplayState | null,
): Promise<readonly JudgedEvent[]> {
  const pairs = heard.flatMap(({ event, hearing }) => hearing.map(({ consumer }) => ({ event, consumer })));
  const states =
    pairs.length === 0
      ? []
      : await sql.run(pairStates, {
          eventIds: pairs.map(({ event }) => event.id),
          consumerIds: pairs.map(({ consumer }) => consumer.id),
          firstIds: pairs.map(({ event }) => firstUuidAt(timeOf(event.id) - DAY_MS)),
          withLast: state === 'dead' || state === 'failed',
          withDelivered: state === 'missing',
        });
  const next = states.values();
  return heard.map(({ event, hearing }) => ({
    event,
    pairs: hearing.map((one) => {
      const known = next.next().value;
      if (known === undefined) throw new Error('The database told the state of fewer pairs than it was asked for.');
      return { event, heard: one, judgement: judgePair(known, state), openId: known.open_id };
    }),
  }));
}

/** A UUIDv7 begins with its milliseconds. */
function timeOf(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}

/** What a replay does with an event and a consumer that hears of it now. */
export function judgePair(pair: PairState, state: ReplayState | null): Judgement {
  const isOpen = pair.open_id !== null;
  switch (state) {
    case null:
      return isOpen ? 'skip' : 'make';
    case 'missing':
      if (pair.was_delivered === true) return 'leave';
      return isOpen ? 'skip' : 'make';
    case 'dead':
      if (pair.last !== 'dead') return 'leave';
      return isOpen ? 'skip' : 'make';
    case 'failed':
      if (pair.open_waits_for_retry === true) return 'hasten';
      if (pair.last !== 'dead') return 'leave';
      return isOpen ? 'skip' : 'make';
  }
}
