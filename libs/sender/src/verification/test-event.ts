import { newTrace, newUuid, toId, type Clock, type Randomness, type WebhookEvent } from '@kanca/core';
import { eventWithData } from '@kanca/dispatch';
import type { SampleEvent } from '../event-types/sample-events.js';

/** An event that was never stored: for one test notification. Each has an id of its own, so that no endpoint takes it for a repetition. */
export function testEvent(
  { tenant, type, sample }: { readonly tenant: string; readonly type: string; readonly sample: SampleEvent },
  clock: Clock,
  randomness: Randomness,
): WebhookEvent {
  const now = new Date(clock.now());
  return eventWithData(
    {
      id: toId('evt', newUuid(clock, randomness)),
      tenant,
      provider: null,
      source: '/kanca/test',
      type,
      subject: sample.subject ?? null,
      time: now,
      receivedAt: now,
      datacontenttype: 'application/json',
      traceparent: newTrace(randomness),
      cause: null,
      depth: 0,
    },
    Buffer.from(JSON.stringify(sample.data ?? null)),
  );
}
