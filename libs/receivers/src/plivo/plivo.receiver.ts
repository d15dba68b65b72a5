import { concat, defineReceiver, form, header, hmac, ReceiverModule, textAt, type WithNames } from '../kit/index.js';
import { freshenPlivo, plivoEventNames, plivoSamples } from './plivo.samples.js';
import { signatureList, signedUrl } from './plivo.signed-url.js';
import type { PlivoEvents } from './plivo.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    plivo: WithNames<PlivoEvents, (typeof plivoEventNames)[number]>;
  }
}

/** Plivo: calls and messages, with signatures of version 3. The public URL has to be set right: it is signed. */
export const plivo = defineReceiver({
  name: 'plivo',
  title: 'Plivo',
  docs: 'https://www.plivo.com/docs/voice/concepts/signature-validation/',
  assurance: 'signed-partial',
  setup: [
    'Open the Plivo console, copy the Auth Token of the account, and give it to this source.',
    'Voice > Applications: open or create an application.',
    'Answer URL, hangup URL, message URL: the https URL of this source, method POST (GET works too).',
    'Plivo signs the URL that it calls, so the public URL of this hub has to be the one entered there.',
  ],
  secret: {
    name: 'authToken',
    label: 'Auth Token',
    help: 'Plivo makes it: on the home page of the console.',
  },
  methods: ['POST', 'GET'],
  body: [form()],
  verify: hmac({
    algorithm: 'sha256',
    header: 'x-plivo-signature-v3',
    format: signatureList,
    encoding: 'base64',
    signed: concat(signedUrl, '.', header('x-plivo-signature-v3-nonce')),
  }),
  read({ method, query, body }, payload) {
    // The method is not signed: a GET that is sent again as a POST, with nothing in it, says the same.
    const fields = method === 'GET' || body.length === 0 ? Object.fromEntries(query) : payload;
    const message = textAt(fields, 'MessageUUID');
    const subject = textAt(fields, 'CallUUID') ?? message;
    const state = textAt(fields, 'Event') ?? textAt(fields, 'MessageState') ?? textAt(fields, 'Status');
    return {
      // A call comes back with every digit that is pressed, under one id and in one state.
      id: subject === undefined || state === undefined ? subject : `${subject}:${state}`,
      scope: message === undefined ? JSON.stringify(fields) : undefined,
      // Each request of a call waits for its own reply: a caller may press the same key twice.
      repetitions: message === undefined ? 'never' : undefined,
      type: state ?? (message === undefined ? 'call' : 'message'),
      data: fields,
      subject,
    };
  },
  // Plivo takes nothing but XML for a call; this says nothing.
  answer: { status: 200, contentType: 'text/xml', body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' },
  replyWithinMs: 14_000,
  events: plivoEventNames,
  samples: plivoSamples,
  freshen: freshenPlivo,
});

export class PlivoReceiverModule extends ReceiverModule(plivo) {}
