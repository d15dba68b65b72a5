import { uuidArray, type SqlRunner, type Statement } from '@kanca/database';
import type { FannedOut } from '../log/audience.js';
import { firstUuidAt } from '../postgres/first-uuid-at.js';
import type { HeardEvent } from './hearing-events.js';
import type { ReplayState } from './replay-filter.js';
import type { FoundEvent } from './select-events.js';

/** What is known of one event and one consumer that hears of it. */
export interface PairState {
  /** UUID of a delivery that is under way; null when none is. */
  readonly open_id: string | null;
  /** It waits for its next attempt, which is not due yet. */
  readonly open_waits_for_retry: boolean | null;
  /** How the last delivery of the pair ended; null when none has. */
  readonly last: 'delivered' | 'dead' | 'cancelled' | null;
  readonly was_delivered: boolean | null;
}

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
      : await sql.run<PairState>(pairStates, [
          uuidArray(pairs.map(({ event }) => event.id)),
          uuidArray(pairs.map(({ consumer }) => consumer.id)),
          uuidArray(pairs.map(({ event }) => firstUuidAt(timeOf(event.id) - DAY_MS))),
          state === 'dead' || state === 'failed',
          state === 'missing',
        ]);
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

/**
 * The state of the pairs of events `$1` and consumers `$2`. Deliveries are younger than their event, so the ids before `$3` need not
 * be looked at, nor the days they lie in. `$4`: whether it matters how the last one ended, `$5`: whether any was delivered.
 */
const pairStates: Statement = {
  name: 'replay-pair-states',
  text: `
    SELECT o.id AS open_id, o.waits_for_retry AS open_waits_for_retry,
           CASE WHEN $4::boolean THEN (
             SELECT f.state FROM kanca.finished_deliveries f
             WHERE f.event_id = p.event_id AND f.consumer_id = p.consumer_id AND f.id >= p.first_id
             ORDER BY f.finished_at DESC, f.id DESC LIMIT 1) END AS last,
           CASE WHEN $5::boolean THEN (
             SELECT true FROM kanca.finished_deliveries f
             WHERE f.event_id = p.event_id AND f.consumer_id = p.consumer_id AND f.id >= p.first_id AND f.state = 'delivered'
             LIMIT 1) END AS was_delivered
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS p(event_id, consumer_id, first_id, place)
    LEFT JOIN LATERAL (
      SELECT d.id, d.lane = 1 AND NOT d.waits AND d.due_at > now() AS waits_for_retry
      FROM kanca.open_deliveries d WHERE d.event_id = p.event_id AND d.consumer_id = p.consumer_id LIMIT 1) AS o ON true
    ORDER BY p.place`,
};
