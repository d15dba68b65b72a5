import { defineReceiver, hmac, inQuery, oneOf, ReceiverModule, textAt, token, whenOption } from '../kit/index.js';
import { bitbucketEventNames } from './bitbucket.event-names.js';
import { bitbucketSamples, freshenBitbucket } from './bitbucket.samples.js';
import type { BitbucketEvents } from './bitbucket.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    bitbucket: BitbucketEvents;
  }
}

/** Bitbucket Cloud. The server that people run themselves is `bitbucket-server`. */
export const bitbucket = defineReceiver({
  name: 'bitbucket',
  title: 'Bitbucket Cloud',
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
  assurance: 'signed-body',
  unsigned: ['id', 'type'],
  setup: [
    'Open Repository settings > Webhooks, and add a webhook.',
    'URL: the URL of this source. Status: active.',
    'Secret: a long random text, or let Bitbucket generate one. Give the same to this source.',
    'Choose the triggers and save.',
    'View requests on the same page shows what was sent and what this source answered.',
  ],
  secret: {
    name: 'secret',
    alsoNamed: ['code'],
    label: 'Secret',
    help: 'You choose it, or Bitbucket generates it: the same here and in the webhook settings of the repository.',
  },
  options: [
    {
      kind: 'boolean',
      name: 'allowCode',
      label: 'Accept ?code= in the URL',
      help: 'For webhooks without a secret: the URL ends in ?code= and this source’s secret. It proves nothing about the body.',
      default: false,
    },
  ],
  verify: oneOf(
    hmac({ algorithm: 'sha256', header: 'x-hub-signature', prefix: 'sha256=' }),
    whenOption('allowCode', token(inQuery('code'))),
  ),
  read: ({ headers }, payload) => ({
    id: headers['x-request-uuid'],
    type: headers['x-event-key'],
    subject: textAt(payload, 'repository', 'full_name'),
  }),
  events: bitbucketEventNames,
  samples: bitbucketSamples,
  freshen: freshenBitbucket,
});

export class BitbucketReceiverModule extends ReceiverModule(bitbucket) {}
