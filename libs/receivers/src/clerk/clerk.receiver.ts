import { STANDARD_TOLERANCE_SECONDS } from '../kit/built-in.js';
import {
  defineReceiver,
  ReceiverModule,
  standardWebhooks,
  textAt,
  toleranceOption,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { clerkEventNames, clerkSamples } from './clerk.samples.js';
import type { ClerkEvent, ClerkEvents } from './clerk.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    clerk: WithNames<ClerkEvents, (typeof clerkEventNames)[number], ClerkEvent<string, unknown>>;
  }
}

/** Clerk: users, sessions and organisations, sent through Svix. */
export const clerk = defineReceiver({
  name: 'clerk',
  title: 'Clerk',
  docs: 'https://clerk.com/docs/webhooks/sync-data',
  assurance: 'signed-body',
  setup: [
    'Open the Clerk Dashboard > Webhooks, and add an endpoint.',
    'Endpoint URL: the URL of this source.',
    'Subscribe to the events, and create the endpoint.',
    'Copy its Signing Secret (whsec_…) and give it to this source, whole.',
  ],
  secret: {
    name: 'secret',
    label: 'Signing Secret',
    help: 'Clerk makes it: whsec_…, on the page of the endpoint. Every endpoint has its own.',
  },
  options: [toleranceOption(STANDARD_TOLERANCE_SECONDS)],
  verify: standardWebhooks({ headerPrefix: 'svix' }),
  read: ({ headers }, payload) => ({
    id: headers['svix-id'],
    type: textAt(payload, 'type'),
    subject: textAt(payload, 'data', 'id'),
    time: new Date(Number(headers['svix-timestamp']) * 1_000),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    headers: { ...sample.headers, 'svix-id': `msg_${id}` },
    body: withFields(sample.body, { timestamp: now.getTime() }),
  }),
  events: clerkEventNames,
  samples: clerkSamples,
});

export class ClerkReceiverModule extends ReceiverModule(clerk) {}
