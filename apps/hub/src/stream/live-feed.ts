import { Clock, KancaError, Observer } from '@kanca/core';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LiveReader, type Watched } from './live-reader.js';
import { SeenItems } from './seen-items.js';
import type { StreamItem } from './stream-item.js';
import { StreamListener, type StreamConnection } from './stream-listener.js';
import { readPosition, type StreamPosition } from './stream-position.js';

const TICK_MS = 100;
const LOOK_EVERY_MS = 500;
const QUEUE_EVERY_MS = 2_000;
const ASK_EVERY_MS = 1_000;
/** How much later than its moment a row can be seen, as a rule; and after a database that hung. */
const OVERLAP_MS = 3_000;
const LONG_OVERLAP_MS = 15_000;
const LONG_OVERLAP_EVERY = 20;
/** The clocks of a hub and its database may differ by so much. */
const SKEW_MS = 60_000;
const READ_AT_ONCE = 500;
const CATCH_UP = 200;
const MAX_LISTENERS = 2_000;
const MAX_OF_TENANT = 500;
const RETRY_AFTER_SECONDS = 5;

/** A client that watches. */
export interface Watcher {
  /** Whose events it may see; `*` for all. */
  readonly tenant: string;
  readonly wants: (item: StreamItem) => boolean;
  readonly connection: StreamConnection;
  /** `Last-Event-ID` */
  readonly lastEventId?: string | undefined;
  /** Whether the key or session may still see this; asked every second. */
  readonly isAllowed: () => Promise<boolean>;
}

/**
 * Tells all who watch what is new, from one reading of the log for all of them. While nobody watches, nothing is read. A position belongs to the
 * log and not to this process: a client may go on at another one.
 */
@Injectable()
export class LiveFeed implements OnModuleDestroy {
  private readonly listeners = new Map<StreamListener, Watcher>();
  private seen = new SeenItems();
  private at: Record<Watched, number> | null = null;
  private beginning: Promise<Record<Watched, number>> | null = null;
  private stop: (() => void) | null = null;
  private news = false;
  private looking = false;
  private looks = 0;
  private lastLookAt = 0;
  private lastQueueAt = 0;
  private lastAskAt = 0;
  private isClosed = false;

  constructor(
    private readonly reader: LiveReader,
    private readonly clock: Clock,
    private readonly observer: Observer,
  ) {}

  /**
   * Makes ready for one more, so that `watch` does not fail.
   * @throws KancaError `too_many_requests`, `unavailable`
   */
  async admit(tenant: string): Promise<void> {
    this.assertRoom(tenant);
    await this.begin();
  }

  private assertRoom(tenant: string): void {
    if (this.isClosed)
      throw new KancaError('unavailable', 'This hub is stopping.', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    const ofTenant = [...this.listeners.keys()].filter((listener) => listener.tenant === tenant).length;
    if (this.listeners.size >= MAX_LISTENERS || (tenant !== '*' && ofTenant >= MAX_OF_TENANT))
      throw new KancaError(
        'too_many_requests',
        `${String(this.listeners.size)} watch here already, ${String(ofTenant)} of them with these rights, and no more may: close some of those streams.`,
        { retryAfterSeconds: RETRY_AFTER_SECONDS },
      );
  }

  /** Begins to tell a client what is new. @returns what ends that */
  async watch(watcher: Watcher): Promise<() => void> {
    const at = await this.begin();
    const resumed = readPosition(watcher.lastEventId);
    const { tenant, wants, connection } = watcher;
    const listener = new StreamListener(tenant, wants, connection, resumed ?? at, () => performance.now());
    connection.send({ id: listener.position, event: 'ready', json: JSON.stringify({ resumed: resumed !== null }) });
    this.listeners.set(listener, watcher);
    if (this.isClosed) this.end(listener, 'stopping');
    if (resumed !== null)
      await this.catchUp(listener, resumed).catch((error: unknown) => {
        // The answer has begun, so that no error can be told: the client comes again with the position that it came with.
        this.observer.faulted('reading what a client has missed', error);
        listener.rewind(resumed);
        this.end(listener, 'unavailable');
      });
    this.lastQueueAt = 0;
    return () => {
      this.remove(listener);
    };
  }

  onModuleDestroy(): void {
    this.isClosed = true;
    for (const listener of this.listeners.keys()) this.end(listener, 'stopping');
  }

  /** Starts reading for the first listener. What is in the log by then is known, and nobody is told of it. */
  private begin(): Promise<Record<Watched, number>> {
    this.beginning ??= this.start().catch((error: unknown) => {
      this.beginning = null;
      throw error;
    });
    return this.beginning;
  }

  private async start(): Promise<Record<Watched, number>> {
    const start = this.clock.now() - SKEW_MS;
    const at = { event: start, delivery: start, rejection: start, subscription: await this.reader.revision() };
    this.seen = new SeenItems();
    for (const { kind, items } of await this.reader.read('*', before(at, LONG_OVERLAP_MS), READ_AT_ONCE)) {
      this.seen.fresh(items);
      at[kind] = Math.max(at[kind], ...items.map(({ place }) => place));
    }
    this.at = at;
    const unlisten = this.reader.onNews(() => {
      this.news = true;
    });
    const timer = setInterval(() => {
      this.tick();
    }, TICK_MS);
    this.stop = () => {
      clearInterval(timer);
      unlisten();
    };
    return at;
  }

  private async catchUp(listener: StreamListener, from: StreamPosition): Promise<void> {
    for (const { kind, items, isCut } of await this.reader.read(listener.tenant, before(from, OVERLAP_MS), CATCH_UP)) {
      listener.offer(items);
      if (isCut) listener.omit(kind);
    }
  }

  private tick(): void {
    if (this.listeners.size === 0) {
      this.halt();
      return;
    }
    const now = performance.now();
    if (now - this.lastLookAt >= LOOK_EVERY_MS || this.news) this.look(now);
    if (now - this.lastAskAt >= ASK_EVERY_MS) {
      this.lastAskAt = now;
      for (const [listener, { isAllowed }] of this.listeners) this.ask(listener, isAllowed);
    }
    for (const listener of this.listeners.keys()) if (!listener.flush()) this.remove(listener);
  }

  private look(now: number): void {
    if (this.looking || this.at === null) return;
    this.looking = true;
    this.news = false;
    this.lastLookAt = now;
    this.readNews(this.at, now)
      .catch((error: unknown) => {
        this.observer.faulted('reading what is new for those who watch', error);
      })
      .finally(() => {
        this.looking = false;
      });
  }

  private async readNews(at: Record<Watched, number>, now: number): Promise<void> {
    this.looks += 1;
    const overlap = this.looks % LONG_OVERLAP_EVERY === 0 ? LONG_OVERLAP_MS : OVERLAP_MS;
    for (const { kind, items, isCut } of await this.reader.read('*', before(at, overlap), READ_AT_ONCE)) {
      const fresh = this.seen.fresh(items);
      at[kind] = Math.max(at[kind], ...fresh.map(({ place }) => place));
      for (const listener of this.listeners.keys()) {
        listener.offer(fresh);
        // All that was read is new: there may be more that was not.
        if (isCut && fresh.length === items.length) listener.omit(kind);
      }
    }
    if (now - this.lastQueueAt < QUEUE_EVERY_MS) return;
    this.lastQueueAt = now;
    if (![...this.listeners.keys()].some(({ tenant }) => tenant === '*')) return;
    const queue = await this.reader.queue();
    for (const listener of this.listeners.keys()) listener.offer([queue]);
  }

  private ask(listener: StreamListener, isAllowed: () => Promise<boolean>): void {
    isAllowed()
      .then((allowed) => {
        if (!allowed) this.end(listener, 'revoked');
      })
      .catch(() => {
        // The database is away: nobody can say, and there is nothing new to tell either.
      });
  }

  private end(listener: StreamListener, reason: string): void {
    if (!this.listeners.has(listener)) return;
    listener.dismiss(reason);
    this.remove(listener);
  }

  private remove(listener: StreamListener): void {
    this.listeners.delete(listener);
    if (this.listeners.size === 0) this.halt();
  }

  private halt(): void {
    this.stop?.();
    this.stop = null;
    this.at = null;
    this.beginning = null;
  }
}

function before(at: StreamPosition, ms: number): StreamPosition {
  return {
    event: at.event - ms,
    delivery: at.delivery - ms,
    rejection: at.rejection - ms,
    subscription: at.subscription,
  };
}
