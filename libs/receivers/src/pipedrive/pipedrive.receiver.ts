import { basic, defineReceiver, ReceiverModule, textAt, timeAt, valueAt } from '../kit/index.js';
import { freshenPipedrive, pipedriveEventNames, pipedriveSamples } from './pipedrive.samples.js';
import type { PipedriveEvents } from './pipedrive.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    pipedrive: PipedriveEvents;
  }
}

/** Pipedrive: webhooks v2, and the older ones. It signs nothing; a user name and a password prove it. */
export const pipedrive = defineReceiver({
  name: 'pipedrive',
  title: 'Pipedrive',
  docs: 'https://pipedrive.readme.io/docs/guide-for-webhooks-v2',
  assurance: 'authenticated',
  setup: [
    'Invent a user name and a long random password, and give both to this source.',
    'Open Tools and apps > Webhooks of Pipedrive, and create a webhook of version 2.',
    'Endpoint URL: the https URL of this source. HTTP Auth username and password: the two.',
    'Choose the event action and the event object, * for all, and save.',
  ],
  secret: {
    name: 'password',
    label: 'Password',
    help: 'You choose it: a long random text, the same here and in the webhook.',
  },
  options: [
    {
      kind: 'text',
      name: 'username',
      label: 'User name',
      help: 'The HTTP Auth username of the webhook.',
      isRequired: true,
    },
  ],
  verify: basic(),
  read(_request, payload) {
    const meta = valueAt(payload, 'meta');
    const entity = textAt(meta, 'entity');
    const action = textAt(meta, 'action');
    const isNamed = entity !== undefined && action !== undefined;
    return {
      id: textAt(meta, 'id'),
      // Version 1 says it the other way round: updated.deal.
      type: textAt(payload, 'event') ?? (isNamed ? `${entity}.${action}` : undefined),
      subject: textAt(meta, 'entity_id'),
      time: timeAt(meta, 'timestamp'),
    };
  },
  events: pipedriveEventNames,
  samples: pipedriveSamples,
  freshen: freshenPipedrive,
});

export class PipedriveReceiverModule extends ReceiverModule(pipedrive) {}
