import { newUuid, SystemClock, SystemRandomness } from '@kanca/core';
import { EventLog } from '@kanca/dispatch';
import type { Arrival, ReplyTicket, Stored } from '@kanca/dispatch';

/** An event log that forgets everything with the process. For tests of the receiving edge alone. */
export class MemoryEventLog extends EventLog {
  readonly arrivals: Arrival[] = [];
  /** How many times `append` was called, answered or not. */
  appends = 0;
  /** Thrown by the next `append`s, for as long as it is set. */
  failure: Error | null = null;
  /** What `append` waits for before it answers. */
  gate: Promise<void> = Promise.resolve();
  /** The reply handlers that every event finds. */
  replies: readonly ReplyTicket[] = [];
  private readonly known = new Map<string, string>();
  private readonly clock = new SystemClock();
  private readonly randomness = new SystemRandomness();

  async append(arrival: Arrival): Promise<Stored> {
    this.appends += 1;
    await this.gate;
    if (this.failure !== null) throw this.failure;
    this.arrivals.push(arrival);
    const events = arrival.events.map(({ sourceId, dedupKey }) => {
      const key = JSON.stringify([arrival.tenant, sourceId, dedupKey]);
      const known = this.known.get(key);
      const uuid = known ?? newUuid(this.clock, this.randomness);
      this.known.set(key, uuid);
      return { uuid, duplicate: known !== undefined, deliveries: 0 };
    });
    return { events, replies: events.every(({ duplicate }) => duplicate) ? [] : this.replies };
  }
}
