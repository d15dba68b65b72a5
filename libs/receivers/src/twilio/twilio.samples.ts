import type { Freshness, Sample } from '../kit/index.js';

/** What Twilio is known to send. */
export const twilioEventNames = [
  'call.answered',
  'call.busy',
  'call.canceled',
  'call.completed',
  'call.failed',
  'call.in-progress',
  'call.initiated',
  'call.no-answer',
  'call.queued',
  'call.ringing',
  'message.delivered',
  'message.failed',
  'message.queued',
  'message.read',
  'message.received',
  'message.sending',
  'message.sent',
  'message.undelivered',
  'voice',
  'webhook',
] as const;

const parties = { AccountSid: 'ACinvented00000000000000000000000', From: '+15005550006', To: '+15005550001' };

function sampleOf(fields: Readonly<Record<string, string>>): Sample {
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...parties, ...fields }).toString(),
  };
}

export const twilioSamples: Readonly<Record<string, Sample>> = {
  'message.received': sampleOf({
    MessageSid: 'SMinvented1',
    SmsStatus: 'received',
    Body: 'Two cups, please',
    NumMedia: '0',
  }),
  'message.delivered': sampleOf({ MessageSid: 'SMinvented2', MessageStatus: 'delivered' }),
  'call.ringing': sampleOf({ CallSid: 'CAinvented1', CallStatus: 'ringing', Direction: 'inbound' }),
};

export function freshenTwilio(sample: Sample, { id }: Freshness): Sample {
  return { ...sample, headers: { ...sample.headers, 'i-twilio-idempotency-token': id } };
}
