import {
  defineReceiver,
  hmac,
  inQuery,
  oneOf,
  ReceiverModule,
  textAt,
  token,
  valueAt,
  whenOption,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { jiraEventNames, jiraSamples } from './jira.samples.js';
import type { JiraEvents } from './jira.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    jira: WithNames<JiraEvents, (typeof jiraEventNames)[number]>;
  }
}

/** Jira, Cloud and Data Center: webhooks that an administrator makes. Those of Connect apps are `jira-connect`. */
export const jira = defineReceiver({
  name: 'jira',
  title: 'Jira',
  docs: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/#secure-admin-webhooks',
  assurance: 'signed-body',
  unsigned: ['id'],
  setup: [
    'Open Settings > System > WebHooks as an administrator, and create a webhook.',
    'URL: the URL of this source.',
    'Secret: generate one, or choose a long random text. Give the same to this source.',
    'Choose the events and create it.',
    'A server so old that it has no field for a secret: allow the code below, and end the URL with ?code= and the secret.',
  ],
  secret: {
    name: 'secret',
    alsoNamed: ['code'],
    label: 'Secret',
    help: 'You choose it, or let Jira generate it: the same here and in the webhook settings of Jira.',
  },
  options: [
    {
      kind: 'boolean',
      name: 'allowCode',
      label: 'Accept the secret in the URL',
      help: 'For servers that cannot sign: ?code= in the URL has to be the secret. Never looked at when there is a signature.',
      default: false,
    },
  ],
  verify: oneOf(
    hmac({ algorithm: 'sha256', header: 'x-hub-signature', prefix: 'sha256=' }),
    whenOption('allowCode', token(inQuery('code'))),
  ),
  read: ({ headers }, payload) => ({
    id: headers['x-atlassian-webhook-identifier'],
    // In milliseconds, and of the event: a retry has the same.
    knownBy: valueAt(payload, 'timestamp') === undefined ? undefined : 'bytes',
    type: textAt(payload, 'webhookEvent'),
    subject: textAt(payload, 'issue', 'key') ?? textAt(payload, 'project', 'key'),
    time: new Date(Number(valueAt(payload, 'timestamp'))),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    headers: { ...sample.headers, 'x-atlassian-webhook-identifier': id },
    body: withFields(sample.body, { timestamp: now.getTime() }),
  }),
  events: jiraEventNames,
  samples: jiraSamples,
});

export class JiraReceiverModule extends ReceiverModule(jira) {}
