import { STANDARD_TOLERANCE_SECONDS } from '../kit/built-in.js';
import {
  defineReceiver,
  ReceiverModule,
  standardWebhooks,
  textAt,
  timeAt,
  toleranceOption,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { openaiEventNames, openaiSamples } from './openai.samples.js';
import type { OpenaiEvent, OpenaiEvents } from './openai.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    openai: WithNames<OpenaiEvents, (typeof openaiEventNames)[number], OpenaiEvent<string, unknown>>;
  }
}

/** OpenAI: responses, batches, fine-tuning, evals and realtime calls. */
export const openai = defineReceiver({
  name: 'openai',
  title: 'OpenAI',
  docs: 'https://platform.openai.com/docs/guides/webhooks',
  assurance: 'signed-body',
  setup: [
    'Open platform.openai.com > Settings > your project > Webhooks, and create a webhook.',
    'URL: the URL of this source.',
    'Choose the event types, and create it.',
    'Copy the signing secret (whsec_…): OpenAI shows it once. Give it to this source, whole.',
  ],
  secret: {
    name: 'secret',
    label: 'Signing secret',
    help: 'OpenAI makes it, and shows it once: whsec_…. Rotate it on the page of the webhook if it is lost.',
  },
  options: [toleranceOption(STANDARD_TOLERANCE_SECONDS)],
  verify: standardWebhooks({ headerPrefix: 'webhook' }),
  read: (_request, payload) => ({
    id: textAt(payload, 'id'),
    type: textAt(payload, 'type'),
    subject: textAt(payload, 'data', 'id') ?? textAt(payload, 'data', 'call_id'),
    time: timeAt(payload, 'created_at'),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    headers: { ...sample.headers, 'webhook-id': `wh_${id}` },
    body: withFields(sample.body, { id: `evt_${id}`, created_at: Math.floor(now.getTime() / 1_000) }),
  }),
  events: openaiEventNames,
  samples: openaiSamples,
});

export class OpenaiReceiverModule extends ReceiverModule(openai) {}
