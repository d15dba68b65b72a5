import { Observer } from '@kanca/core';
import { SqlPool } from '@kanca/database';
import { Injectable } from '@nestjs/common';
import { giveTurns } from './give-turns.sql.js';
import { lockTurns, type KeyRow } from './lock-turns.sql.js';
import { openKeys } from './open-keys.sql.js';
import { chainedEvents } from './chained-events.sql.js';
import { WakeUp } from '../wake-up/wake-up.js';

/** Something that others may have waited for has ended, or has joined those who wait. */
export interface TurnChange {
  readonly consumerId: string;
  /** UUID of its event, when handler of a later order may wait for it. */
  readonly chainedEventId: string | null;
  readonly orderKey: string | null;
}

/** How the statements that end deliveries tell of it. */
export interface EndedRow {
  readonly consumer_id: string | null;
  readonly order_key: string | null;
  readonly chained_event_id: string | null;
}

export function turnChanges(row: EndedRow): readonly TurnChange[] {
  const { consumer_id: consumerId, order_key: orderKey, chained_event_id: chainedEventId } = row;
  return consumerId === null || (orderKey === null && chainedEventId === null)
    ? []
    : [{ consumerId, orderKey, chainedEventId }];
}

const FIRST_UUID = '00000000-0000-0000-0000-000000000000';
const FIRST_KEY: KeyRow = { consumer_id: FIRST_UUID, order_key: FIRST_UUID };
/** Each is a lock in the server's memory, of which there are some thousand for everybody. */
const CHANGES_AT_ONCE = 250;
const LOOKED_AFTER_AT_ONCE = 2_000;

/**
 * Sees to it that deliveries which wait for others get their turn. It looks after each commit that may have changed a turn, so
 * whichever of two such commits is the later one finds both. A process that dies between its commit and the look leaves a turn
 * ungiven; `lookAfter` finds it.
 */
@Injectable()
export class Successors {
  private waiting: TurnChange[] = [];
  private giving: Promise<void> | null = null;
  private keysAfter = FIRST_KEY;
  private eventsAfter = FIRST_UUID;

  constructor(
    private readonly pool: SqlPool,
    private readonly wakeUp: WakeUp,
    private readonly observer: Observer,
  ) {}

  /** After the commit. Nobody waits for this: what it cannot do now is done by `lookAfter`. */
  changed(changes: readonly TurnChange[]): void {
    if (changes.length === 0) return;
    this.waiting.push(...changes);
    this.giving ??= this.giveAll();
  }

  /** Resolves when every turn that had changed is given. */
  async settled(): Promise<void> {
    await this.giving;
  }

  /** Gives turns that a process left ungiven. It looks at a bounded number at each call, and at all of them in the course of some. */
  async lookAfter(): Promise<void> {
    const { keysAfter, eventsAfter } = this;
    const keys = await this.pool.run(openKeys, {
      consumerId: keysAfter.consumer_id,
      orderKey: keysAfter.order_key,
      most: LOOKED_AFTER_AT_ONCE,
    });
    const events = await this.pool.run(chainedEvents, { after: eventsAfter, most: LOOKED_AFTER_AT_ONCE });
    const deliveries = events.reduce((sum, { waiting }) => sum + waiting, 0);
    this.keysAfter = keys.length < LOOKED_AFTER_AT_ONCE ? FIRST_KEY : (keys.at(-1) ?? FIRST_KEY);
    this.eventsAfter = deliveries < LOOKED_AFTER_AT_ONCE ? FIRST_UUID : (events.at(-1)?.event_id ?? FIRST_UUID);
    this.changed([
      ...keys
        .filter(({ is_stuck: isStuck }) => isStuck)
        .map((key) => ({ consumerId: key.consumer_id, orderKey: key.order_key, chainedEventId: null })),
      ...events
        .filter(({ is_stuck: isStuck }) => isStuck)
        .map(({ event_id }) => ({ consumerId: FIRST_UUID, orderKey: null, chainedEventId: event_id })),
    ]);
    await this.settled();
  }

  private async giveAll(): Promise<void> {
    // Changes of the same moment go together.
    await new Promise(setImmediate);
    try {
      while (this.waiting.length > 0) await this.give(this.waiting.splice(0, CHANGES_AT_ONCE));
    } catch (error) {
      this.observer.faulted('giving deliveries their turn; it is tried again in a while', error);
    } finally {
      this.giving = null;
    }
    if (this.waiting.length > 0) this.giving ??= this.giveAll();
  }

  private async give(changes: readonly TurnChange[]): Promise<void> {
    const keyed = changes.filter(({ orderKey }) => orderKey !== null);
    const eventIds = [
      ...new Set(changes.flatMap(({ chainedEventId }) => (chainedEventId === null ? [] : [chainedEventId]))),
    ];
    const given = await this.pool.transaction(async (sql) => {
      const keys = await sql.run(lockTurns, {
        consumerIds: keyed.map(({ consumerId }) => consumerId),
        orderKeys: keyed.map(({ orderKey }) => orderKey),
        eventIds,
      });
      return sql.run(giveTurns, {
        consumerIds: keys.map(({ consumer_id }) => consumer_id),
        orderKeys: keys.map(({ order_key }) => order_key),
        eventIds,
      });
    });
    if (given.length > 0) this.wakeUp.deliveriesAdded();
  }
}
