import { createHash } from 'node:crypto';
import {
  canonicalNumber,
  compilePath,
  ExactNumber,
  TextSearch,
  type EventPath,
  type ReadableEvent,
  type WhereFilter,
} from '@kanca/core';
import { setImmediate } from 'node:timers/promises';
import type { Consumer, ConsumerSettings } from '../ports/consumer-catalogue.js';

/** A consumer with its filters compiled. */
export interface Listener {
  readonly consumer: Consumer;
  readonly where: WhereFilter | null;
  readonly orderBy: EventPath | null;
}

/** A consumer that hears of an event, and what its delivery waits for. */
export interface FannedOut {
  readonly consumer: Consumer;
  /** UUID that stands for the value of `orderBy`; null when its deliveries need not keep an order. */
  readonly orderKey: string | null;
  /** Its place in the chain of handlers, when the others are not all of the same. */
  readonly chainOrder: number | null;
  /** Born waiting: others may come first. */
  readonly waits: boolean;
  /** How long it may take until it is delivered, in milliseconds from now; null for as long as its attempts take. */
  readonly lifetimeMs: number | null;
}

/** Works out who of those that hear of a type of event hears of this one. What must be looked at in the event is looked at once. */
export class Audience {
  /** The same for every event of the type; null when it depends on the content of the event. */
  private readonly plain: readonly FannedOut[] | null;
  private readonly ahead = new WeakMap<object, readonly FannedOut[]>();
  /** Where filters look for something in texts. */
  private readonly paths: ReadonlyMap<string, EventPath>;

  /** @param search looks into texts for the filters of all of them, and perhaps of others */
  constructor(
    private readonly listeners: readonly Listener[],
    private readonly search = textSearchOf(listeners),
  ) {
    const looksInside = listeners.some(({ where, orderBy }) => where !== null || orderBy !== null);
    this.plain = looksInside ? null : inStages(listeners, () => null);
    const sought = new Set(listeners.flatMap(({ where }) => (where?.sought ?? []).map(({ path }) => path)));
    this.paths = new Map([...sought].map((path) => [path, compilePath(path)]));
  }

  /** Whether somebody filters or orders by the content of the event. */
  get looksInside(): boolean {
    return this.plain === null;
  }

  /**
   * A promise when there are large texts to look through: others have a turn meanwhile. That takes time in proportion to the texts, and
   * not to how many consumers look into them.
   * @param read called at most once, and only when a consumer filters or orders by the content of the event
   * @param bytes how large the data of the event is
   * @param key stands for the event, when somebody may ask again: what took long is kept as long as it is
   */
  of(
    read: () => ReadableEvent,
    bytes: number,
    key: object | null = null,
  ): readonly FannedOut[] | Promise<readonly FannedOut[]> {
    if (this.plain !== null) return this.plain;
    const known = key === null ? undefined : this.ahead.get(key);
    if (known !== undefined) return known;
    const event = read();
    const texts = this.search.inEvent();
    return this.takesLong(bytes) ? this.hearingInTurns(event, texts, key) : this.hearing(event, texts);
  }

  /** Whether there is so much to look through in an event of this size that others have turns meanwhile. */
  takesLong(bytes: number): boolean {
    return this.plain === null && !this.search.isShort(bytes);
  }

  private async hearingInTurns(
    event: ReadableEvent,
    texts: TextsOfEvent,
    key: object | null,
  ): Promise<readonly FannedOut[]> {
    for (const turn of texts.read(event, this.paths)) await setImmediate(turn);
    const hearing = this.hearing(event, texts);
    if (key !== null) this.ahead.set(key, hearing);
    return hearing;
  }

  private hearing(event: ReadableEvent, texts: TextsOfEvent): readonly FannedOut[] {
    const hearing = this.listeners.filter(({ where }) => where?.(event, texts) ?? true);
    return inStages(hearing, orderKeysOf(event));
  }
}

type TextsOfEvent = ReturnType<TextSearch['inEvent']>;

/** Looks for everything that these filters look for in texts. */
export function textSearchOf(listeners: Iterable<Listener>): TextSearch {
  return new TextSearch(() => [...listeners].flatMap(({ where }) => (where?.sought ?? []).map(({ part }) => part)));
}

/** The lifetimes of deliveries as a column, which is empty as long as none has a bound: that is nearly always. */
export function lifetimesOf(fanned: readonly FannedOut[]): readonly (number | null)[] {
  return fanned.some(({ lifetimeMs }) => lifetimeMs !== null) ? fanned.map(({ lifetimeMs }) => lifetimeMs) : [];
}

/** Handlers that answer the provider are called in their order by the one who answers; they wait for nobody here. */
function inStages(hearing: readonly Listener[], keyOf: (listener: Listener) => string | null): readonly FannedOut[] {
  const orders = hearing.flatMap(({ consumer: { order, reply } }) => (order === null || reply ? [] : [order]));
  const first = Math.min(...orders);
  const isChain = orders.some((order) => order > first);
  return hearing.map((listener) => {
    const { consumer } = listener;
    const orderKey = consumer.reply ? null : keyOf(listener);
    const chainOrder = isChain && !consumer.reply ? consumer.order : null;
    return {
      consumer,
      orderKey,
      chainOrder,
      waits: orderKey !== null || (chainOrder !== null && chainOrder > first),
      lifetimeMs: lifetimeOf(consumer.settings),
    };
  });
}

function lifetimeOf({ expiresAfterMs }: ConsumerSettings): number | null {
  return typeof expiresAfterMs === 'number' ? expiresAfterMs : null;
}

/** Those who order by the same path have the same key: its value, which may be as large as the event, is hashed once. */
function orderKeysOf(event: ReadableEvent): (listener: Listener) => string | null {
  const keys = new Map<string | null, string | null>();
  return ({ consumer, orderBy }) => {
    if (orderBy === null) return null;
    const known = keys.get(consumer.orderBy);
    if (known !== undefined) return known;
    const key = orderKeyOf(event, orderBy);
    keys.set(consumer.orderBy, key);
    return key;
  };
}

/** Events without the value, or with a list or an object there, keep no order. */
function orderKeyOf(event: ReadableEvent, orderBy: EventPath): string | null {
  const found = orderBy(event);
  const value = found instanceof ExactNumber ? canonicalNumber(found) : found;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  const hex = createHash('sha256')
    .update(`${event.tenant}\n${found instanceof ExactNumber ? 'number' : typeof value}\n${String(value)}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
