import type { WebhookEvent } from '@kanca/core';

/** An event for tests; its bytes are those of its data unless they are given. */
export function anEvent(more: Partial<WebhookEvent> = {}): WebhookEvent {
  const data = 'data' in more ? more.data : {};
  return {
    id: 'evt_1',
    tenant: 'default',
    provider: null,
    source: '/published/default',
    type: 'invoice.paid',
    subject: null,
    time: new Date('2026-11-22T12:00:00.000Z'),
    receivedAt: new Date('2026-11-22T12:00:01.000Z'),
    datacontenttype: 'application/json',
    dataBytes: Buffer.from(JSON.stringify(data)),
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    cause: null,
    depth: 0,
    ...more,
    data,
  };
}
