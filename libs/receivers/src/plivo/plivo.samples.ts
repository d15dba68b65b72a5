import type { Freshness, Sample } from '../kit/index.js';

/** What Plivo is known to send: events of a call, states of a message, and messages that come in. */
export const plivoEventNames = [
  'Hangup',
  'Redirect',
  'Ring',
  'StartApp',
  'call',
  'delivered',
  'failed',
  'message',
  'queued',
  'sent',
  'undelivered',
] as const;

function sampleOf(fields: Readonly<Record<string, string>>): Sample {
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ From: '15551111111', To: '15555555555', ...fields }).toString(),
  };
}

export const plivoSamples: Readonly<Record<string, Sample>> = {
  StartApp: sampleOf({ CallUUID: 'c-1', Event: 'StartApp', Direction: 'inbound', CallStatus: 'ringing' }),
  delivered: sampleOf({ MessageUUID: 'm-1', Status: 'delivered', Units: '1' }),
  message: sampleOf({ MessageUUID: 'm-2', Type: 'sms', Text: 'Two cups, please' }),
};

/** The nonce is new for each request, and so is what it is about. */
export function freshenPlivo(sample: Sample, { id }: Freshness): Sample {
  const fields = new URLSearchParams(typeof sample.body === 'string' ? sample.body : '');
  fields.set(fields.has('CallUUID') ? 'CallUUID' : 'MessageUUID', id);
  return { headers: { ...sample.headers, 'x-plivo-signature-v3-nonce': id }, body: fields.toString() };
}
