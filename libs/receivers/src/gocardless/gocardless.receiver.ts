import {
  defineReceiver,
  hmac,
  ReceiverModule,
  textAt,
  timeAt,
  valueAt,
  type ReadEvent,
  type WithNames,
} from '../kit/index.js';
import { freshenGocardless, gocardlessEventNames, gocardlessSamples } from './gocardless.samples.js';
import type { GocardlessEvent, GocardlessEvents } from './gocardless.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    gocardless: WithNames<GocardlessEvents, (typeof gocardlessEventNames)[number], GocardlessEvent<string, string>>;
  }
}

/** GoCardless: payments, mandates and subscriptions, up to 250 events at once. */
export const gocardless = defineReceiver({
  name: 'gocardless',
  title: 'GoCardless',
  docs: 'https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks/',
  assurance: 'signed-body',
  setup: [
    'Open Developers > Create > Webhook endpoint in the GoCardless dashboard.',
    'URL: the URL of this source.',
    'Secret: a long random text, or let GoCardless generate one. Give the same to this source.',
    'Save, and use Send test webhook.',
  ],
  secret: {
    name: 'secret',
    label: 'Secret',
    help: 'You choose it, or GoCardless generates it: the same here and in the settings of the webhook endpoint.',
  },
  verify: hmac({ algorithm: 'sha256', header: 'webhook-signature' }),
  read(_request, payload) {
    const events = valueAt(payload, 'events');
    return Array.isArray(events) ? events.map(eventOf) : { id: undefined, type: undefined };
  },
  events: gocardlessEventNames,
  samples: gocardlessSamples,
  freshen: freshenGocardless,
});

export class GocardlessReceiverModule extends ReceiverModule(gocardless) {}

function eventOf(data: unknown): ReadEvent {
  const resource = textAt(data, 'resource_type');
  const action = textAt(data, 'action');
  return {
    id: textAt(data, 'id'),
    type: resource === undefined || action === undefined ? undefined : `${resource}.${action}`,
    // `links.payment` of an event about `payments`.
    subject: textAt(data, 'links', resource?.replace(/s$/, '') ?? ''),
    time: timeAt(data, 'created_at'),
    data,
  };
}
