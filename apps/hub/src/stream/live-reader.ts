import { toId } from '@kanca/core';
import { LiveLog, QueueGauge, QueueSwitch } from '@kanca/dispatch/operator';
import { RejectionLog } from '@kanca/receivers';
import { Injectable } from '@nestjs/common';
import { consumerItem, deliveryItem, eventItem, queueItem, rejectionItem, type StreamItem } from './stream-item.js';
import type { StreamPosition } from './stream-position.js';

/** What was read of one log, oldest first. */
export interface Reading {
  readonly items: readonly StreamItem[];
  /** Whether more is there than was read: the newest were. */
  readonly isCut: boolean;
}

/** Reads the logs from a position on. */
@Injectable()
export class LiveReader {
  constructor(
    private readonly log: LiveLog,
    private readonly rejections: RejectionLog,
    private readonly gauge: QueueGauge,
    private readonly switcher: QueueSwitch,
  ) {}

  onNews(woken: () => void): () => void {
    return this.log.onNews(woken);
  }

  /** @param from the position, less the time in which a row can be written and not be seen yet */
  async read(tenant: string, from: StreamPosition, limit: number): Promise<readonly (Reading & { kind: Watched })[]> {
    const since = (sinceMs: number): { tenant: string; sinceMs: number; limit: number } => ({ tenant, sinceMs, limit });
    const [events, deliveries, rejections, consumers] = await Promise.all([
      this.log.events(since(from.event)),
      this.log.deliveries(since(from.delivery)),
      this.rejections.newest(tenant, from.rejection, limit),
      this.log.consumers(from.subscription, limit),
    ]);
    const reading = (kind: Watched, items: readonly StreamItem[]): Reading & { kind: Watched } => ({
      kind,
      items: items.toReversed(),
      isCut: items.length >= limit,
    });
    return [
      reading('event', events.map(eventItem)),
      reading('delivery', deliveries.map(deliveryItem)),
      reading(
        'rejection',
        rejections.map((head) => rejectionItem(head, toId('rej', head.id), toId('src', head.sourceId))),
      ),
      reading('subscription', consumers.changed.map(consumerItem)),
    ];
  }

  /** The revision of the consumers that stands now. */
  async revision(): Promise<number> {
    return (await this.log.consumers(Number.MAX_SAFE_INTEGER, 1)).revision;
  }

  async queue(): Promise<StreamItem> {
    const [depths, paused] = await Promise.all([this.gauge.read(), this.switcher.isPaused()]);
    return queueItem({ ...depths, paused });
  }
}

/** The kinds that are read from a log: the queue is a state. */
export type Watched = keyof StreamPosition;
