import { newUuid, SystemClock, SystemRandomness } from '@kanca/core';
import { EventLog } from '@kanca/dispatch';
import type { Clock } from '@kanca/core';
import type { Arrival, NewEvent, ReplyTicket, Stored, StoredEvent } from '@kanca/dispatch';

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
  private readonly known = new Map<string, { readonly uuid: string; readonly at: number }>();
  private readonly randomness = new SystemRandomness();

  /** @param clock tells how long ago the same bytes came */
  constructor(private readonly clock: Clock = new SystemClock()) {
    super();
  }

  async append(arrival: Arrival): Promise<Stored> {
    this.appends += 1;
    await this.gate;
    if (this.failure !== null) throw this.failure;
    this.arrivals.push(arrival);
    const events = arrival.events.map((event) => this.stored(arrival.tenant, event));
    return { events, replies: events.every(({ duplicate }) => duplicate) ? [] : this.replies };
  }

  /** Makes all that is stored older than it is, as time would. */
  age(ms: number): void {
    for (const [key, { uuid, at }] of this.known) this.known.set(key, { uuid, at: at - ms });
  }

  private stored(tenant: string, { sourceId, dedupKey, repeatsWithinMs = Infinity }: NewEvent): StoredEvent {
    const key = JSON.stringify([tenant, sourceId, dedupKey]);
    const now = this.clock.now();
    const known = this.known.get(key);
    if (known !== undefined && now < known.at + repeatsWithinMs)
      return { uuid: known.uuid, duplicate: true, deliveries: 0 };
    const uuid = newUuid(this.clock, this.randomness);
    this.known.set(key, { uuid, at: now });
    return { uuid, duplicate: false, deliveries: 0 };
  }
}
