import { uuidOf, type WebhookEvent } from '@kanca/core';

/** The event whose handling brought another event about. */
export interface Cause {
  readonly tenant: string;
  /** UUID. */
  readonly uuid: string;
  /** Of the cause itself: 0 for an event that no other brought about. */
  readonly depth: number;
  /** W3C trace context of the cause, which its consequences carry on. */
  readonly traceparent: string;
}

/** How many events came before an event with this cause in its chain. */
export function depthAfter(cause: Pick<Cause, 'depth'> | undefined): number {
  return cause === undefined ? 0 : cause.depth + 1;
}

/** The same for an event of an arrival, which may have come through other hubs before. */
export function depthOf(
  { cause }: { readonly cause?: Pick<Cause, 'depth'> | undefined },
  arrival: { readonly hops?: number | undefined } | undefined,
): number {
  return Math.max(depthAfter(cause), arrival?.hops ?? 0);
}

/** What of an event makes it a cause. */
export type CausingEvent = Pick<WebhookEvent, 'id' | 'tenant' | 'depth' | 'traceparent'>;

export function causeFrom({ id, tenant, depth, traceparent }: CausingEvent): Cause {
  return { tenant, uuid: uuidOf('evt', id), depth, traceparent };
}
