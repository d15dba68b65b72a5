import { STANDARD_TOLERANCE_SECONDS } from '../kit/built-in.js';
import {
  defineReceiver,
  inHeader,
  oneOf,
  ReceiverModule,
  standardWebhooks,
  textAt,
  toleranceOption,
  token,
  type WithNames,
} from '../kit/index.js';
import { gitlabEventNames, gitlabSamples } from './gitlab.samples.js';
import type { GitlabEvents, GitlabOther } from './gitlab.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    gitlab: WithNames<GitlabEvents, (typeof gitlabEventNames)[number], GitlabOther>;
  }
}

/**
 * GitLab, gitlab.com and self-managed: projects, groups and, as system hooks, the instance. Signed with a signing token, or
 * with the classic secret token beside the body.
 */
export const gitlab = defineReceiver({
  name: 'gitlab',
  title: 'GitLab',
  docs: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
  // The classic secret token, which is still the default, says nothing about the body.
  assurance: 'authenticated',
  setup: [
    'Open Settings > Webhooks of the project or group (Admin > System hooks for the instance), and add a webhook.',
    'URL: the URL of this source.',
    'Signing token, where your GitLab offers it: generate one (whsec_…) and give it to this source, whole.',
    'Otherwise Secret token: a long random text. Give the same to this source.',
    'Choose the triggers and save. Test sends an event.',
  ],
  secret: {
    name: 'secretToken',
    alsoNamed: ['signingToken'],
    label: 'Signing token or secret token',
    help: 'GitLab makes the signing token (whsec_…); the secret token you choose: a long random text, the same here and there.',
  },
  options: [toleranceOption(STANDARD_TOLERANCE_SECONDS)],
  verify: oneOf(standardWebhooks({ headerPrefix: 'webhook' }), token(inHeader('x-gitlab-token'))),
  read: ({ headers }, payload) => ({
    // webhook-id is the same as idempotency-key, and signed.
    id: headers['webhook-id'] ?? headers['idempotency-key'] ?? headers['x-gitlab-event-uuid'],
    // System hooks have no object_kind.
    type: textAt(payload, 'object_kind') ?? textAt(payload, 'event_name'),
    subject: textAt(payload, 'project', 'path_with_namespace') ?? textAt(payload, 'path_with_namespace'),
  }),
  freshen: (sample, { id }) => ({
    ...sample,
    headers: { ...sample.headers, 'webhook-id': id, 'idempotency-key': id, 'x-gitlab-event-uuid': id },
  }),
  events: gitlabEventNames,
  samples: gitlabSamples,
});

export class GitlabReceiverModule extends ReceiverModule(gitlab) {}
