import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

export const pusherSamples: Readonly<Record<string, Sample>> = {
  channel_occupied: sampleOf({ name: 'channel_occupied' }),
  member_added: sampleOf({ name: 'member_added', user_id: '7' }),
  client_event: sampleOf({
    name: 'client_event',
    event: 'client-typing',
    data: '{"typing":true}',
    socket_id: '123.456',
    user_id: '7',
  }),
};

/** Pusher gives no id to an event: another channel is what makes another one. */
export function freshenPusher(sample: Sample, { id, now }: Freshness): Sample {
  const events = valueAt(sample.body, 'events');
  return {
    ...sample,
    body: {
      time_ms: now.getTime(),
      events: Array.isArray(events) ? events.map((event) => withFields(event, { channel: `presence-${id}` })) : [],
    },
  };
}

function sampleOf(event: object): Sample {
  return { body: { time_ms: 1_768_490_441_000, events: [{ channel: 'presence-orders', ...event }] } };
}
