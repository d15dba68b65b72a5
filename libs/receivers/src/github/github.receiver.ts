import { defineReceiver, form, hmac, json, oneOf, ReceiverModule, textAt, whenOption } from '../kit/index.js';
import { documentationExample } from './github.documentation-example.js';
import { githubEventNames } from './github.event-names.js';
import { nameOfOneEvent } from './github.one-event.js';
import { githubSamples } from './github.samples.js';
import type { GithubEvents } from './github.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    github: GithubEvents;
  }
}

/** GitHub, github.com and Enterprise Server alike: repositories, organisations, Apps. */
export const github = defineReceiver({
  name: 'github',
  title: 'GitHub',
  docs: 'https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries',
  assurance: 'signed-body',
  unsigned: ['id', 'type'],
  setup: [
    'Open Settings > Webhooks of the repository, organisation or App, and add a webhook.',
    'Payload URL: the URL of this source.',
    'Content type: application/json (the form works too).',
    'Secret: a long random text. Give the same to this source.',
    'Choose the events and save. GitHub sends a ping, which arrives here as github.ping.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'You choose it: a long random text, the same here and in the webhook settings of GitHub.',
  },
  options: [
    {
      kind: 'boolean',
      name: 'allowSha1',
      label: 'Accept SHA-1 signatures',
      help: 'For servers so old that they send no x-hub-signature-256. Never used when that header is there.',
      default: false,
    },
  ],
  body: [json, form({ jsonField: 'payload' }), documentationExample],
  verify: oneOf(
    hmac({ algorithm: 'sha256', header: 'x-hub-signature-256', prefix: 'sha256=' }),
    whenOption('allowSha1', hmac({ algorithm: 'sha1', header: 'x-hub-signature', prefix: 'sha1=' })),
  ),
  read({ headers }, payload) {
    const event = headers['x-github-event'];
    const action = textAt(payload, 'action');
    const told = nameOfOneEvent(payload);
    return {
      id: headers['x-github-delivery'],
      knownBy: told === undefined ? undefined : 'bytes',
      isMisnamed: told !== undefined && told !== event,
      type: event !== undefined && event !== '' && action !== undefined ? `${event}.${action}` : event,
      subject: textAt(payload, 'repository', 'full_name') ?? textAt(payload, 'organization', 'login'),
    };
  },
  events: githubEventNames,
  samples: githubSamples,
  freshen: (sample, { id }) => ({
    ...sample,
    headers: { 'user-agent': 'GitHub-Hookshot/kanca', ...sample.headers, 'x-github-delivery': id },
  }),
});

export class GithubReceiverModule extends ReceiverModule(github) {}
