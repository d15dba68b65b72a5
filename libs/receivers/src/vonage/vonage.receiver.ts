import { defineReceiver, inHeader, jwt, ReceiverModule, textAt, timeAt } from '../kit/index.js';
import { claimsOf, isForBody, isVonages } from './vonage.claims.js';
import { freshenVonage, vonageEventNames, vonageSamples } from './vonage.samples.js';
import type { VonageEvents } from './vonage.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    vonage: VonageEvents;
  }
}

const A_DAY_SECONDS = 86_400;

/** Vonage: the Messages and Voice APIs, with signed webhooks. A token binds the body. */
export const vonage = defineReceiver({
  name: 'vonage',
  title: 'Vonage',
  docs: 'https://developer.vonage.com/en/getting-started/concepts/webhooks',
  assurance: 'signed-body',
  setup: [
    'Open Settings of the Vonage API dashboard, copy the Signature secret, and give it to this source.',
    'Applications: open the application, and switch its capability Messages or Voice on.',
    'Inbound URL, status URL or event URL: the https URL of this source, by HTTP POST.',
    'Switch on the use of signed webhooks, and save.',
  ],
  secret: {
    name: 'signatureSecret',
    label: 'Signature secret',
    help: 'Vonage makes it: under Settings of the dashboard.',
  },
  verify: jwt({
    at: inHeader('authorization', 'Bearer '),
    algorithms: ['HS256'],
    checks: [isVonages, isForBody],
    // Its tokens have an iat and no exp. Events are sent again for a day at most.
    maxAgeSeconds: A_DAY_SECONDS,
    claims: claimsOf,
  }),
  read(_request, payload) {
    const message = textAt(payload, 'message_uuid');
    const id = message ?? textAt(payload, 'uuid');
    const status = textAt(payload, 'status');
    // A message or a call goes through several states, all under its one id; without a state, a call says many things under it.
    const state = status === undefined ? undefined : `${status}:${textAt(payload, 'timestamp') ?? ''}`;
    const said = message === undefined ? JSON.stringify(payload) : undefined;
    return {
      id,
      scope: state ?? said,
      type: status === undefined ? 'inbound' : `status.${status}`,
      subject: id,
      time: timeAt(payload, 'timestamp'),
    };
  },
  events: vonageEventNames,
  samples: vonageSamples,
  freshen: freshenVonage,
});

export class VonageReceiverModule extends ReceiverModule(vonage) {}
