import { toId } from '@kanca/core';
import type { EventHead } from '../ports/event-head.js';
import type { KnownEvent } from '../log/recent-events.js';

/** An event as `read-events` gives it. */
export interface EventRow {
  readonly tenant: string;
  readonly event_id: string;
  readonly provider: string | null;
  readonly source: string;
  readonly type: string;
  readonly subject: string | null;
  readonly time_ms: number;
  readonly received_ms: number;
  readonly datacontenttype: string;
  readonly traceparent: string;
  readonly cause_id: string | null;
  readonly depth: number;
  readonly data_id: string;
  readonly data_size: number;
  /** Base64; null when it is large. */
  readonly content: string | null;
}

export function knownEvent(row: EventRow): KnownEvent {
  return {
    uuid: row.event_id,
    head: eventHead(row),
    data: row.content === null ? null : Buffer.from(row.content, 'base64'),
    dataSize: row.data_size,
    dataId: row.data_id,
  };
}

function eventHead(row: EventRow): EventHead {
  return {
    id: toId('evt', row.event_id),
    tenant: row.tenant,
    provider: row.provider,
    source: row.source,
    type: row.type,
    subject: row.subject,
    time: new Date(row.time_ms),
    receivedAt: new Date(row.received_ms),
    datacontenttype: row.datacontenttype,
    traceparent: row.traceparent,
    cause: row.cause_id === null ? null : toId('evt', row.cause_id),
    depth: row.depth,
  };
}
