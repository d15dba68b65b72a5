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
  readonly time: Date;
  readonly received_at: Date;
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
    time: row.time,
    receivedAt: row.received_at,
    datacontenttype: row.datacontenttype,
    traceparent: row.traceparent,
  };
}
