import {
  defineReceiver,
  inHeader,
  jwt,
  ReceiverModule,
  textAt,
  valueAt,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { isForThisRequest, queryHash } from './jira-connect.query-hash.js';
import { jiraConnectEventNames, jiraConnectSamples } from './jira-connect.samples.js';
import type { JiraConnectEvents } from './jira-connect.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    'jira-connect': WithNames<JiraConnectEvents, (typeof jiraConnectEventNames)[number]>;
  }
}

/**
 * Atlassian Connect apps, of Jira, Confluence and Bitbucket. A token tells which installation sent it, and to which URL;
 * nothing covers the body.
 */
export const jiraConnect = defineReceiver({
  name: 'jira-connect',
  title: 'Atlassian Connect',
  docs: 'https://developer.atlassian.com/cloud/jira/platform/understanding-jwt-for-connect-apps/',
  assurance: 'authenticated',
  setup: [
    'Install your app. Its installed callback, which your app handles itself, brings clientKey and sharedSecret.',
    'Give the sharedSecret to this source, and the clientKey too.',
    'List the webhooks in the descriptor of the app (modules.webhooks) with the URL of this source.',
    'Where baseUrl has a path, enter that path here as well: Atlassian does not sign it.',
  ],
  secret: {
    name: 'sharedSecret',
    alsoNamed: ['sharedSecrets'],
    label: 'Shared secret',
    help: 'Atlassian makes it, and sends it to the installed callback of the app. Every installation has its own.',
  },
  options: [
    {
      kind: 'text',
      name: 'clientKey',
      label: 'Client key',
      help: 'The clientKey of the installation. Left out, every installation whose secret is here is taken.',
      isRequired: false,
    },
    {
      kind: 'text',
      name: 'basePath',
      label: 'Path of the base URL',
      help: 'The path in the baseUrl of the app, such as /api/webhooks, where there is one: it is not signed.',
      isRequired: false,
    },
  ],
  verify: jwt({
    at: inHeader('authorization', 'JWT '),
    algorithms: ['HS256'],
    checks: [isForThisRequest],
    claims: (view) => ({ iss: view.context.options['clientKey'] ?? 'kanca', qsh: queryHash(view) }),
  }),
  read: (_request, payload) => ({
    id: undefined,
    type: textAt(payload, 'webhookEvent') ?? textAt(payload, 'eventType') ?? textAt(payload, 'event'),
    subject: textAt(payload, 'issue', 'key') ?? textAt(payload, 'data', 'repository', 'full_name'),
    time: new Date(Number(valueAt(payload, 'timestamp'))),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, {
      timestamp: now.getTime(),
      issue: withFields(valueAt(sample.body, 'issue'), { id }),
    }),
  }),
  events: jiraConnectEventNames,
  samples: jiraConnectSamples,
});

export class JiraConnectReceiverModule extends ReceiverModule(jiraConnect) {}
