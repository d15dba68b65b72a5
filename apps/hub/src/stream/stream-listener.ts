import { STREAM_KINDS, type StreamItem, type StreamKind } from './stream-item.js';
import { writePosition, type StreamPosition } from './stream-position.js';

/** The connection of a client. What it has not read is not piled up: the listener sends only when the last message is gone. */
export interface StreamConnection {
  /** Whether bytes of an earlier message still wait for the client. */
  readonly isBusy: boolean;
  /** Whether its client may see the values in the queries of URLs, where many endpoints take a token. */
  readonly seesQueries: boolean;
  send(message: { readonly id: string; readonly event: string; readonly json: string }): void;
  beat(): void;
  end(): void;
  /** Closes it also when the client never reads the end. */
  cut(): void;
}

/** Four messages a second at most. */
export const SLOT_MS = 250;
const MAX_ITEMS = 100;
const PING_MS = 15_000;
const MAX_BUSY_MS = 30_000;

/** What is not told yet of one kind. */
interface Pending {
  readonly items: Map<string, StreamItem>;
  omitted: number;
}

/**
 * One client: gathers what is new for it, and tells one kind at a time, at most four times a second. The newest 100 items of a kind are told, and
 * how many were left out: a client that needs those reads the list.
 */
export class StreamListener {
  private readonly pending = new Map<StreamKind, Pending>();
  private readonly told = { event: 0, delivery: 0, rejection: 0, subscription: 0 };
  private turn = 0;
  private lastSentAt = Number.NEGATIVE_INFINITY;
  private lastBeatAt: number;
  private busySince: number | null = null;

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    readonly tenant: string,
    private readonly wants: (item: StreamItem) => boolean,
    private readonly connection: StreamConnection,
    start: StreamPosition,
    private readonly now: () => number,
  ) {
    Object.assign(this.told, start);
    this.lastBeatAt = now();
  }

  /** Takes back what it was told since a position: the client has to come again from there. */
  rewind(position: StreamPosition): void {
    Object.assign(this.told, position);
  }

  get position(): string {
    return writePosition(this.told);
  }

  get hasNews(): boolean {
    return this.pending.size > 0;
  }

  /** @param omitted more of the kind that were not read */
  offer(items: readonly StreamItem[]): void {
    for (const item of items) if (this.wants(item)) this.add(item);
  }

  omit(kind: StreamKind): void {
    this.pendingOf(kind).omitted += 1;
  }

  /** Sends what its turn is, when it is time. @returns false when the client reads too slowly and was dismissed */
  flush(): boolean {
    const now = this.now();
    if (this.connection.isBusy) {
      this.busySince ??= now;
      if (now - this.busySince < MAX_BUSY_MS) return true;
      this.dismiss('slow_reader');
      return false;
    }
    this.busySince = null;
    if (this.hasNews && now - this.lastSentAt >= SLOT_MS) this.sendNext(now);
    else if (now - this.lastBeatAt >= PING_MS) {
      this.lastBeatAt = now;
      this.connection.beat();
    }
    return true;
  }

  /** Ends it with a reason. A client that comes again with the id goes on where it was. */
  dismiss(reason: string): void {
    this.connection.send({ id: this.position, event: 'end', json: JSON.stringify({ reason }) });
    this.connection.end();
    this.connection.cut();
  }

  private add(item: StreamItem): void {
    const pending = this.pendingOf(item.kind);
    pending.items.delete(item.subject);
    pending.items.set(item.subject, item);
    if (pending.items.size <= MAX_ITEMS) return;
    const oldest = pending.items.keys().next();
    if (oldest.done === true) return;
    this.pass(pending.items.get(oldest.value));
    pending.items.delete(oldest.value);
    pending.omitted += 1;
  }

  private pendingOf(kind: StreamKind): Pending {
    const known = this.pending.get(kind);
    if (known !== undefined) return known;
    const made = { items: new Map<string, StreamItem>(), omitted: 0 };
    this.pending.set(kind, made);
    return made;
  }

  private sendNext(now: number): void {
    const turns = [...STREAM_KINDS.slice(this.turn), ...STREAM_KINDS.slice(0, this.turn)];
    for (const kind of turns) {
      const pending = this.pending.get(kind);
      if (pending === undefined) continue;
      this.turn = STREAM_KINDS.indexOf(kind) + 1;
      this.pending.delete(kind);
      this.lastSentAt = now;
      this.lastBeatAt = now;
      const items = [...pending.items.values()];
      for (const item of items) this.pass(item);
      const json = `{"data":[${items.map(this.shown).join()}],"omitted":${String(pending.omitted)}}`;
      this.connection.send({ id: this.position, event: kind, json });
      return;
    }
  }

  private readonly shown = ({ json, maskedJson }: StreamItem): string =>
    this.connection.seesQueries ? json : maskedJson;

  private pass(item: StreamItem | undefined): void {
    if (item === undefined || item.kind === 'queue') return;
    this.told[item.kind] = Math.max(this.told[item.kind], item.place);
  }
}
