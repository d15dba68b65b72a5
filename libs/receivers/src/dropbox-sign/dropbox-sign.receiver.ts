import { at, concat, defineReceiver, hmac, ReceiverModule, textAt, type WithNames } from '../kit/index.js';
import { inEvent, multipartJson } from './dropbox-sign.event-json.js';
import { dropboxSignEventNames, dropboxSignSamples, freshenDropboxSign } from './dropbox-sign.samples.js';
import type { DropboxSignEvent, DropboxSignEvents } from './dropbox-sign.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'dropbox-sign': WithNames<DropboxSignEvents, (typeof dropboxSignEventNames)[number], DropboxSignEvent<string>>;
  }
}

function scopeOf(payload: unknown): string {
  return [
    textAt(payload, 'signature_request', 'signature_request_id') ?? textAt(payload, 'template', 'template_id'),
    textAt(payload, 'event', 'event_metadata', 'related_signature_id'),
  ].join(' ');
}

/**
 * Dropbox Sign, formerly HelloSign. Its hash covers when and what kind of event it was, and nothing else: look up by the API
 * what counts.
 */
export const dropboxSign = defineReceiver({
  name: 'dropbox-sign',
  title: 'Dropbox Sign',
  docs: 'https://developers.hellosign.com/docs/events/walkthrough/#securing-your-callback-handler',
  assurance: 'signed-partial',
  setup: [
    'Open Settings > API in Dropbox Sign, and give the API key to this source.',
    'Account callback (or the event callback of your API app): the URL of this source.',
    'Press Test: Dropbox Sign sends a callback_test and expects its answer.',
  ],
  secret: {
    name: 'apiKey',
    label: 'API key',
    help: 'Dropbox Sign makes it: Settings > API. It signs, and it opens your whole account: no other key does.',
  },
  body: [multipartJson],
  verify: hmac({
    algorithm: 'sha256',
    at: inEvent('event_hash'),
    signed: concat(at(inEvent('event_time')), at(inEvent('event_type'))),
  }),
  read: (_request, payload) => ({
    id: textAt(payload, 'event', 'event_hash'),
    // Two events of a kind in one second have the same hash.
    scope: scopeOf(payload),
    type: textAt(payload, 'event', 'event_type'),
    subject: textAt(payload, 'signature_request', 'signature_request_id') ?? textAt(payload, 'template', 'template_id'),
    time: new Date(Number(textAt(payload, 'event', 'event_time')) * 1_000),
  }),
  // Dropbox Sign takes nothing else for a success.
  answer: { status: 200, contentType: 'text/plain', body: 'Hello API Event Received' },
  freshen: freshenDropboxSign,
  events: dropboxSignEventNames,
  samples: dropboxSignSamples,
});

export class DropboxSignReceiverModule extends ReceiverModule(dropboxSign) {}
