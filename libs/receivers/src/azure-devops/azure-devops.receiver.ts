import {
  basic,
  defineReceiver,
  inHeader,
  inQuery,
  oneOf,
  ReceiverModule,
  textAt,
  timeAt,
  token,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { azureDevopsEventNames } from './azure-devops.event-names.js';
import { azureDevopsSamples } from './azure-devops.samples.js';
import type { AzureDevopsEvent, AzureDevopsEvents } from './azure-devops.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'azure-devops': WithNames<
      AzureDevopsEvents,
      (typeof azureDevopsEventNames)[number],
      AzureDevopsEvent<string, unknown>
    >;
  }
}

/** Azure DevOps, Services and Server alike (once VSTS and TFS). It signs nothing; a password, a header or the URL proves it. */
export const azureDevops = defineReceiver({
  name: 'azure-devops',
  title: 'Azure DevOps',
  docs: 'https://learn.microsoft.com/azure/devops/service-hooks/services/webhooks',
  assurance: 'authenticated',
  setup: [
    'Invent a user name and a long random password, and give both to this source.',
    'Open Project settings > Service hooks, and create a subscription of the service Web Hooks.',
    'Choose the event and its filters. A subscription is for one event; they may all use this URL.',
    'URL: the https URL of this source. Basic authentication: the user name and the password.',
    'Press Test, and finish. The test arrives here.',
    'Instead of a password: ?code= and the secret at the end of the URL, or the HTTP header x-webhook-token:secret.',
  ],
  secret: {
    name: 'password',
    alsoNamed: ['code'],
    label: 'Password',
    help: 'You choose it: a long random text, the same here and in the subscription.',
  },
  options: [
    {
      kind: 'text',
      name: 'username',
      label: 'User name',
      help: 'The basic authentication user name of the subscription. Not needed with ?code= or a header.',
      isRequired: false,
    },
  ],
  verify: oneOf(basic(), token(inQuery('code')), token(inHeader('x-webhook-token'))),
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    type: textAt(payload, 'eventType'),
    subject:
      textAt(payload, 'resource', 'repository', 'name') ?? textAt(payload, 'resourceContainers', 'project', 'id'),
    time: timeAt(payload, 'createdDate'),
  }),
  events: azureDevopsEventNames,
  samples: azureDevopsSamples,
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { id, createdDate: now.toISOString() }),
  }),
});

export class AzureDevopsReceiverModule extends ReceiverModule(azureDevops) {}
