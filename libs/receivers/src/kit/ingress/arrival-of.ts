import { hopsOf } from './hops.js';
import type { Arrival } from '@kanca/dispatch';
import type { InboundRequest } from '@kanca/core';
import type { ReceivedEvent } from '../pipeline/read-events.js';
import type { Target } from './visit.js';

/** What the log gets: the exact bytes, once, and the events that were read from them. */
export function arrivalOf(
  { source }: Target,
  request: InboundRequest,
  events: readonly ReceivedEvent[],
  traceparent: string,
): Arrival {
  const hops = hopsOf(request.headers);
  return {
    tenant: source.tenant,
    raw: { body: request.body, headers: request.headers },
    traceparent,
    ...(hops === 0 ? {} : { hops }),
    events: events.map(({ type, subject, time, dedupKey, repeatsWithinMs, json }) => ({
      provider: source.provider,
      source: source.uri,
      sourceId: source.id,
      type,
      subject,
      time,
      dedupKey,
      repeatsWithinMs,
      datacontenttype: 'application/json',
      data: json,
    })),
  };
}
