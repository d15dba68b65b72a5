import { defineReceiver, form, json, ReceiverModule, textAt, timeAt, type WithNames } from '../kit/index.js';
import { freshenTwilio, twilioEventNames, twilioSamples } from './twilio.samples.js';
import { twilioSignature } from './twilio.signature.js';
import type { ReadEvent } from '../kit/index.js';
import type { TwilioEvents } from './twilio.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    twilio: WithNames<TwilioEvents, (typeof twilioEventNames)[number]>;
  }
}

/** Twilio: messages, calls and Event Streams. The public URL has to be set right: it is signed. */
export const twilio = defineReceiver({
  name: 'twilio',
  title: 'Twilio',
  docs: 'https://www.twilio.com/docs/usage/webhooks/webhooks-security',
  assurance: 'signed-partial',
  unsigned: ['id'],
  setup: [
    'Open the Twilio console, copy the Auth Token of the account, and give it to this source.',
    'Phone Numbers > Manage > Active numbers: open the number.',
    'A call comes in, a message comes in, call status changes: Webhook, the https URL of this source, HTTP POST.',
    'StatusCallback of messages and sinks of Event Streams take the same URL.',
    'Twilio signs the URL that it calls, so the public URL of this hub has to be the one entered there.',
  ],
  secret: {
    name: 'authToken',
    label: 'Auth Token',
    help: 'Twilio makes it: on the home page of the console. While it is changed, give the primary and the secondary one. A shared key of Webhooks Rules is given beside it.',
  },
  methods: ['POST', 'GET'],
  body: [form(), json],
  verify: twilioSignature,
  read({ method, query, headers, body }, payload) {
    if (Array.isArray(payload)) return payload.map(readCloudEvent);
    // The method is not signed: a GET that is sent again as a POST, with nothing in it, says the same.
    const fields = method === 'GET' || body.length === 0 ? Object.fromEntries(query) : payload;
    const isToken = headers['i-twilio-idempotency-token'] !== undefined;
    const message = textAt(fields, 'MessageSid');
    const sid = message ?? textAt(fields, 'CallSid');
    const status = textAt(fields, 'MessageStatus') ?? textAt(fields, 'CallStatus');
    return {
      id:
        headers['i-twilio-idempotency-token'] ??
        (sid === undefined || status === undefined ? undefined : `${sid}:${status}`),
      // A call asks again and again under one id and status: what it says tells them apart.
      scope: isToken || message !== undefined ? undefined : JSON.stringify(fields),
      // Each of them waits for its own reply: a caller may press the same key twice.
      repetitions: isToken || message !== undefined ? undefined : 'never',
      type: typeOf(fields),
      data: fields,
      subject: sid,
    };
  },
  // Anything but TwiML would be read out as an error; this says nothing.
  answer: { status: 200, contentType: 'text/xml', body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' },
  replyWithinMs: 14_000,
  events: twilioEventNames,
  samples: twilioSamples,
  freshen: freshenTwilio,
});

function typeOf(fields: unknown): string {
  const message = textAt(fields, 'MessageStatus');
  if (message !== undefined) return `message.${message}`;
  if (textAt(fields, 'MessageSid') !== undefined || textAt(fields, 'SmsSid') !== undefined) return 'message.received';
  const call = textAt(fields, 'CallStatus');
  if (call !== undefined) return `call.${call}`;
  if (textAt(fields, 'CallSid') !== undefined) return 'voice';
  return textAt(fields, 'EventType') ?? 'webhook';
}

/** Event Streams come as a batch of CloudEvents. */
function readCloudEvent(event: unknown): ReadEvent {
  return {
    id: textAt(event, 'id'),
    type: textAt(event, 'type'),
    data: event,
    subject: textAt(event, 'subject'),
    time: timeAt(event, 'time'),
  };
}

export class TwilioReceiverModule extends ReceiverModule(twilio) {}
