import type { LiveConsumer, LiveDelivery, LiveEvent, QueueDepths } from '@kanca/dispatch/operator';
import type { RejectionLog } from '@kanca/receivers';
import { withMaskedQueries } from '../http/masked-queries.js';

/** The kinds of messages, in the order in which they take turns. */
export const STREAM_KINDS = ['event', 'delivery', 'rejection', 'subscription', 'queue'] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

/** What happened, as JSON: written once, however many watch it. */
interface Written {
  readonly json: string;
  /** For those who may not manage: no URL shows the values of its query. */
  readonly maskedJson: string;
}

/** One thing that happened. */
export interface StreamItem extends Written {
  readonly kind: StreamKind;
  /** What it is about: a later item of the same subject replaces one that was not sent yet. */
  readonly subject: string;
  /** Tells a later item of the same subject from a repeat of this one. */
  readonly version: string;
  readonly tenant: string;
  readonly type: string | null;
  readonly source: string | null;
  /** The consumer's id and its name. */
  readonly consumer: readonly string[] | null;
  /** Where it stands in its log: Unix milliseconds, and for a subscription its revision. */
  readonly place: number;
}

export function eventItem(event: LiveEvent): StreamItem {
  return {
    kind: 'event',
    subject: event.id,
    version: '',
    tenant: event.tenant,
    type: event.type,
    source: event.source,
    consumer: null,
    place: event.receivedAt.getTime(),
    ...written(event),
  };
}

export function deliveryItem(delivery: LiveDelivery): StreamItem {
  return {
    kind: 'delivery',
    subject: delivery.id,
    version: `${delivery.state} ${String(delivery.attemptCount)}`,
    tenant: delivery.tenant,
    type: delivery.event.type,
    source: delivery.event.source,
    consumer: [delivery.consumer.id, delivery.consumer.name],
    place: delivery.at.getTime(),
    ...written(delivery),
  };
}

type RejectionHead = Awaited<ReturnType<RejectionLog['newest']>>[number];

/** @param id `rej_…` @param sourceId `src_…` */
export function rejectionItem(
  { sourceUri, sourceId: _, ...head }: RejectionHead,
  id: string,
  sourceId: string,
): StreamItem {
  return {
    kind: 'rejection',
    subject: id,
    version: '',
    tenant: head.tenant,
    type: null,
    source: sourceUri,
    consumer: null,
    place: head.receivedAt.getTime(),
    ...written({ ...head, id, source: { id: sourceId, uri: sourceUri } }),
  };
}

/** A subscription or a handler that was made or changed. */
export function consumerItem({ revision, ...consumer }: LiveConsumer): StreamItem {
  return {
    kind: 'subscription',
    subject: consumer.id,
    version: String(revision),
    tenant: consumer.tenant,
    type: null,
    source: null,
    consumer: [consumer.id, consumer.name],
    place: revision,
    ...written(consumer),
  };
}

/** The state of the whole queue: for those who may see every tenant. */
export function queueItem(depths: QueueDepths & { readonly paused: boolean }): StreamItem {
  const said = written(depths);
  return {
    kind: 'queue',
    subject: 'queue',
    version: said.json,
    tenant: '*',
    type: null,
    source: null,
    consumer: null,
    place: 0,
    ...said,
  };
}

function written(item: object): Written {
  const json = JSON.stringify(item);
  return { json, maskedJson: json.includes('?') ? JSON.stringify(withMaskedQueries(JSON.parse(json))) : json };
}
