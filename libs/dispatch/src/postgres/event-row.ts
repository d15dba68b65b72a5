import { toId } from '@kanca/core';
import type { EventHead } from '../event-head.js';

/** An event's columns as a statement gives them. */
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
}

export function eventHead(row: EventRow): EventHead {
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
  };
}
