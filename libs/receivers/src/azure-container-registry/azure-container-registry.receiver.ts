import {
  defineReceiver,
  inHeader,
  inQuery,
  oneOf,
  ReceiverModule,
  textAt,
  timeAt,
  token,
  withFields,
} from '../kit/index.js';
import { azureContainerRegistryEventNames, azureContainerRegistrySamples } from './azure-container-registry.samples.js';
import type { AzureContainerRegistryEvents } from './azure-container-registry.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'azure-container-registry': AzureContainerRegistryEvents;
  }
}

/** Azure Container Registry: images and charts. It signs nothing; the URL or a header holds the secret. */
export const azureContainerRegistry = defineReceiver({
  name: 'azure-container-registry',
  title: 'Azure Container Registry',
  docs: 'https://learn.microsoft.com/azure/container-registry/container-registry-webhook',
  assurance: 'url-secret',
  setup: [
    'Invent a long random code of letters and digits, and give it to this source.',
    'Azure portal: open the registry, Services > Webhooks, and add one.',
    'Service URI: the https URL of this source with ?code= and the code at its end.',
    'Rather a header than the URL? Custom headers: x-webhook-token: and the code.',
    'Choose the actions, create it, and press Ping. The ping arrives here.',
  ],
  secret: {
    name: 'code',
    label: 'Code',
    help: 'You choose it: a long random text, at the end of the URL (?code=…) or in the header x-webhook-token.',
  },
  verify: oneOf(token(inQuery('code')), token(inHeader('x-webhook-token'))),
  read(_request, payload) {
    const tag = textAt(payload, 'target', 'tag');
    const repository = textAt(payload, 'target', 'repository');
    return {
      id: textAt(payload, 'id'),
      type: textAt(payload, 'action'),
      subject: repository === undefined || tag === undefined ? repository : `${repository}:${tag}`,
      time: timeAt(payload, 'timestamp'),
    };
  },
  events: azureContainerRegistryEventNames,
  samples: azureContainerRegistrySamples,
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { id, timestamp: now.toISOString() }),
  }),
});

export class AzureContainerRegistryReceiverModule extends ReceiverModule(azureContainerRegistry) {}
