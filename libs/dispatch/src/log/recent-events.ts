import type { EventHead } from '../ports/event-head.js';

/** What the engine needs of an event to deliver it. */
export interface KnownEvent {
  /** UUID. */
  readonly uuid: string;
  readonly head: EventHead;
  /** The event's data; null when it is too large to be carried along. */
  readonly data: Buffer | null;
  /** Bytes of the data. */
  readonly dataSize: number;
  /** UUID of the body that holds the data. */
  readonly dataId: string;
}

interface Batch {
  readonly bytes: number;
  readonly uuids: readonly string[];
}

/** What an event takes beside its data, roughly. */
const HEAD_BYTES = 768;

/**
 * The events that were stored a moment ago: most deliveries begin at once and in the process that took the event in, so it
 * need not be read back from the database. An event that is not found here is read there.
 */
export class RecentEvents {
  private readonly events = new Map<string, KnownEvent>();
  private readonly batches = new Set<Batch>();
  private held = 0;

  constructor(private readonly maxBytes: number) {}

  /** Remembers events of one batch. `batchBytes`: what their data hangs on, which is held as a whole, and counts. */
  keep(batchBytes: number, events: readonly KnownEvent[]): void {
    const bytes = batchBytes + events.length * HEAD_BYTES;
    if (events.length === 0 || bytes > this.maxBytes) return;
    const batch: Batch = { bytes, uuids: events.map(({ uuid }) => uuid) };
    this.batches.add(batch);
    this.held += bytes;
    for (const event of events) this.events.set(event.uuid, event);
    for (const oldest of this.batches) {
      if (this.held <= this.maxBytes) break;
      this.batches.delete(oldest);
      this.held -= oldest.bytes;
      for (const uuid of oldest.uuids) this.events.delete(uuid);
    }
  }

  get(uuid: string): KnownEvent | undefined {
    return this.events.get(uuid);
  }
}
