import { defineReceiver, hmac, ReceiverModule, textAt, valueAt, withFields, type WithNames } from '../kit/index.js';
import { vercelEventNames, vercelSamples } from './vercel.samples.js';
import type { VercelEvent, VercelEvents } from './vercel.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    vercel: WithNames<VercelEvents, (typeof vercelEventNames)[number], VercelEvent<string, unknown>>;
  }
}

/** Vercel: deployments, projects, domains and integrations. */
export const vercel = defineReceiver({
  name: 'vercel',
  title: 'Vercel',
  docs: 'https://vercel.com/docs/webhooks/webhooks-api#securing-webhooks',
  assurance: 'signed-body',
  setup: [
    'Open Settings > Webhooks of your team, choose the events and the projects.',
    'Endpoint URL: the URL of this source. Create the webhook.',
    'Copy the secret, which Vercel shows once, and give it to this source.',
    'For an integration: its Webhook URL is the URL of this source, and its Client Secret (Integration Secret) the secret.',
  ],
  secret: { name: 'secret', label: 'Secret', help: 'Vercel makes it, and shows it once, when the webhook is created.' },
  // SHA-1 is all that Vercel has.
  verify: hmac({ algorithm: 'sha1', header: 'x-vercel-signature' }),
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    type: textAt(payload, 'type'),
    subject: textAt(payload, 'payload', 'deployment', 'id') ?? textAt(payload, 'payload', 'project', 'id'),
    time: new Date(Number(valueAt(payload, 'createdAt'))),
  }),
  freshen: (sample, { id, now }) => ({ ...sample, body: withFields(sample.body, { id, createdAt: now.getTime() }) }),
  events: vercelEventNames,
  samples: vercelSamples,
});

export class VercelReceiverModule extends ReceiverModule(vercel) {}
