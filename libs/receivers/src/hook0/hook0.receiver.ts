import { defineReceiver, ReceiverModule, textAt, toleranceOption, type WithNames } from '../kit/index.js';
import { HOOK0_TOLERANCE_SECONDS, hook0Scheme, signedHeader } from './hook0.signature.js';
import { hook0EventNames, hook0Samples } from './hook0.samples.js';
import type { Hook0Events } from './hook0.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    hook0: WithNames<Hook0Events, (typeof hook0EventNames)[number]>;
  }
}

/** Hook0, and services that send through it, such as the Coinbase Developer Platform. The signature names the headers that it covers. */
export const hook0 = defineReceiver({
  name: 'hook0',
  title: 'Hook0',
  docs: 'https://documentation.hook0.com/tutorials/webhook-authentication',
  assurance: 'signed-body',
  unsigned: ({ allowV0 }) => (allowV0 === true ? ['id', 'type'] : []),
  setup: [
    'Add a subscription at the service that sends through Hook0, with the URL of this source.',
    'Copy the secret of the subscription and give it to this source.',
    'Coinbase Developer Platform: the secret is in metadata.secret of the subscription.',
  ],
  secret: { name: 'secret', label: 'Secret', help: 'Hook0 makes it: the secret of the subscription.' },
  options: [
    toleranceOption(HOOK0_TOLERANCE_SECONDS),
    {
      kind: 'boolean',
      name: 'allowV0',
      label: 'Accept signatures of version 0',
      help: 'They do not cover the headers, which hold the id and the type. Never looked at when there is one of version 1.',
      default: false,
    },
  ],
  verify: hook0Scheme,
  read: ({ headers }, payload) => ({
    id: signedHeader(headers, 'x-event-id'),
    type: signedHeader(headers, 'x-event-type') ?? textAt(payload, 'eventType') ?? textAt(payload, 'event_type'),
  }),
  freshen: (sample, { id }) => ({ ...sample, headers: { ...sample.headers, 'x-event-id': id } }),
  events: hook0EventNames,
  samples: hook0Samples,
});

export class Hook0ReceiverModule extends ReceiverModule(hook0) {}
