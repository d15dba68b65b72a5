import { valueAt, withFields } from '../kit/index.js';
import type { Freshness, Sample } from '../kit/index.js';

/** What Telnyx is known to send, as far as most accounts meet it. */
export const telnyxEventNames = [
  'call.answered',
  'call.bridged',
  'call.dtmf.received',
  'call.hangup',
  'call.initiated',
  'call.machine.detection.ended',
  'call.playback.ended',
  'call.recording.saved',
  'call.speak.ended',
  'fax.delivered',
  'fax.failed',
  'fax.received',
  'message.finalized',
  'message.received',
  'message.sent',
  'number_order.complete',
] as const;

function sampleOf(eventType: string, payload: object): Sample {
  return {
    body: {
      data: {
        record_type: 'event',
        event_type: eventType,
        id: '0ccc7b54-4df3-4bca-a65a-3da1ecc777f0',
        occurred_at: '2026-01-15T08:53:20.000Z',
        payload,
      },
      meta: { attempt: 1, delivered_to: 'https://hub.example.com/api/webhooks/incoming/telnyx' },
    },
  };
}

export const telnyxSamples: Readonly<Record<string, Sample>> = {
  'message.received': sampleOf('message.received', {
    id: '84cca175-9755-4859-b67f-4730d7f58aa3',
    direction: 'inbound',
    type: 'SMS',
    text: 'Two cups, please',
    from: { phone_number: '+13125550001', carrier: 'Example' },
    to: [{ phone_number: '+13125550002', status: 'webhook_delivered' }],
    media: [],
  }),
  'call.initiated': sampleOf('call.initiated', {
    call_control_id: 'v2:invented',
    call_leg_id: '428c31b6-7af4-4bcb-b7f5-5013ef9657c1',
    call_session_id: '428c31b6-abf3-3bc1-b7f4-5013ef9657c1',
    connection_id: '7267xxxxxxxxxxxxxx',
    from: '+13125550001',
    to: '+13125550002',
    direction: 'incoming',
    state: 'parked',
  }),
};

export function freshenTelnyx(sample: Sample, { id, now }: Freshness): Sample {
  const data = withFields(valueAt(sample.body, 'data'), { id, occurred_at: now.toISOString() });
  return { ...sample, body: withFields(sample.body, { data }) };
}
