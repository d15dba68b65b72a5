import { defineReceiver, hmac, ReceiverModule, textAt, type WithNames } from '../kit/index.js';
import { sentryEventNames, sentrySamples } from './sentry.samples.js';
import type { SentryEvents } from './sentry.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    sentry: WithNames<SentryEvents, (typeof sentryEventNames)[number]>;
  }
}

/** Sentry: issues, errors, comments and alerts, through an internal or public integration. */
export const sentry = defineReceiver({
  name: 'sentry',
  title: 'Sentry',
  docs: 'https://docs.sentry.io/organization/integrations/integration-platform/webhooks/',
  assurance: 'signed-body',
  unsigned: ['id', 'type'],
  setup: [
    'Open Settings > Custom Integrations, and create an internal integration.',
    'Webhook URL: the URL of this source. Turn on Alert Rule Action, if alerts should come as well.',
    'Choose the resources under Webhooks, with the permissions they need, and save.',
    'Copy the Client Secret and give it to this source.',
  ],
  secret: { name: 'clientSecret', label: 'Client Secret', help: 'Sentry makes it: on the page of the integration.' },
  verify: hmac({ algorithm: 'sha256', header: 'sentry-hook-signature' }),
  read({ headers }, payload) {
    const resource = headers['sentry-hook-resource'];
    const action = textAt(payload, 'action');
    return {
      id: headers['request-id'],
      type: resource !== undefined && action !== undefined ? `${resource}.${action}` : resource,
      subject:
        textAt(payload, 'data', 'issue', 'id') ??
        textAt(payload, 'data', 'error', 'issue_id') ??
        textAt(payload, 'data', 'event', 'issue_id'),
      // Not signed: good for a label, and not for telling a replay.
      time: new Date(Number(headers['sentry-hook-timestamp']) * 1_000),
    };
  },
  freshen: (sample, { id, now }) => ({
    ...sample,
    headers: {
      ...sample.headers,
      'request-id': id,
      'sentry-hook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    },
  }),
  events: sentryEventNames,
  samples: sentrySamples,
});

export class SentryReceiverModule extends ReceiverModule(sentry) {}
