interface Batch {
  readonly bytes: Buffer;
  readonly ids: readonly string[];
}

/** Where a body lies in the bytes of its batch. */
export interface BodyPlace {
  /** UUID. */
  readonly id: string;
  readonly start: number;
  readonly length: number;
}

/**
 * The bodies that were stored a moment ago: most deliveries begin at once and in the process that took the event in, so they
 * need not be read back from the database. A memory, not a truth: whoever finds nothing here reads there.
 */
export class RecentBodies {
  private readonly bodies = new Map<string, Buffer>();
  private readonly batches = new Set<Batch>();
  private held = 0;

  constructor(private readonly maxBytes: number) {}

  /** Remembers some of the bodies of one batch. The whole batch is held, and counts. */
  keep(bytes: Buffer, places: readonly BodyPlace[]): void {
    if (places.length === 0 || bytes.length > this.maxBytes) return;
    const batch: Batch = { bytes, ids: places.map(({ id }) => id) };
    this.batches.add(batch);
    this.held += bytes.length;
    for (const { id, start, length } of places) this.bodies.set(id, bytes.subarray(start, start + length));
    for (const oldest of this.batches) {
      if (this.held <= this.maxBytes) break;
      this.batches.delete(oldest);
      this.held -= oldest.bytes.length;
      for (const id of oldest.ids) this.bodies.delete(id);
    }
  }

  get(id: string): Buffer | undefined {
    return this.bodies.get(id);
  }
}
