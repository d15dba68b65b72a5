import { readJwt } from '@kanca/signing';
import {
  jsonOrText,
  defineReceiver,
  form,
  inHeader,
  json,
  jwt,
  ReceiverModule,
  textAt,
  timeAt,
  type WithNames,
} from '../kit/index.js';
import { claimsOf, isBirds, isForBody, isForUrl, isTimed } from './messagebird.claims.js';
import { messagebirdEventNames, messagebirdSamples } from './messagebird.samples.js';
import type { MessagebirdEvents } from './messagebird.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    messagebird: WithNames<MessagebirdEvents, (typeof messagebirdEventNames)[number]>;
  }
}

/** Bird, once MessageBird. A token binds the URL and the body. */
export const messagebird = defineReceiver({
  name: 'messagebird',
  title: 'Bird (MessageBird)',
  docs: 'https://developers.messagebird.com/api/#verifying-http-requests',
  assurance: 'signed-body',
  setup: [
    'Open the MessageBird dashboard, Developers > API settings > Signed Requests.',
    'Copy the signing key and give it to this source.',
    'Conversations, Flow Builder or the status report URL of a message: the https URL of this source.',
    'The URL is signed, so the public URL of this hub has to be the one entered there.',
  ],
  secret: {
    name: 'signingKey',
    label: 'Signing key',
    help: 'MessageBird makes it: under Developers > API settings.',
  },
  // The example of its own documentation is plain text.
  body: [json, form(), jsonOrText],
  verify: jwt({
    at: inHeader('messagebird-signature-jwt'),
    algorithms: ['HS256', 'HS384', 'HS512'],
    checks: [isBirds, isTimed, isForUrl, isForBody],
    claims: claimsOf,
  }),
  read({ headers }, payload) {
    const claims = readJwt(headers['messagebird-signature-jwt'] ?? '')?.claims;
    return {
      id: textAt(claims, 'jti'),
      type: textAt(payload, 'type') ?? textAt(payload, 'status') ?? (typeof payload === 'string' ? 'text' : undefined),
      subject: textAt(payload, 'message', 'id') ?? textAt(payload, 'id'),
      time: timeAt(claims, 'nbf'),
    };
  },
  events: messagebirdEventNames,
  samples: messagebirdSamples,
});

export class MessagebirdReceiverModule extends ReceiverModule(messagebird) {}
