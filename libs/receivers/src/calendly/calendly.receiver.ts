import {
  body,
  concat,
  defineReceiver,
  hmac,
  keyValueList,
  ReceiverModule,
  signatureField,
  textAt,
  timeAt,
  toleranceOption,
  valueAt,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { calendlyEventNames, calendlySamples } from './calendly.samples.js';
import type { CalendlyEvent, CalendlyEvents } from './calendly.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    calendly: WithNames<CalendlyEvents, (typeof calendlyEventNames)[number], CalendlyEvent<string, unknown>>;
  }
}

const TOLERANCE_SECONDS = 180;

/** Calendly: invitees who book and cancel, and routing forms. */
export const calendly = defineReceiver({
  name: 'calendly',
  title: 'Calendly',
  docs: 'https://developer.calendly.com/api-docs/4c305798a61d3-webhook-signatures',
  assurance: 'signed-body',
  setup: [
    'Choose a signing key: a long random text. Give it to this source.',
    'Create the subscription by the API: POST https://api.calendly.com/webhook_subscriptions with a personal access token.',
    'url: the URL of this source. signing_key: the same key. events: the events you want.',
    'organization, user and scope: whose events.',
  ],
  secret: {
    name: 'signingKey',
    label: 'Signing key',
    help: 'You choose it: a long random text, the signing_key of the subscription.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: hmac({
    algorithm: 'sha256',
    header: 'calendly-webhook-signature',
    format: keyValueList({ signature: 'v1', fields: ['t'] }),
    signed: concat(signatureField('t'), '.', body),
    timestamp: { from: signatureField('t'), unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read(_request, payload) {
    const type = textAt(payload, 'event');
    const uri = textAt(payload, 'payload', 'uri');
    const createdAt = textAt(payload, 'created_at');
    // Calendly numbers nothing: what happened to whom and when is all there is.
    const isWhole = type !== undefined && uri !== undefined && createdAt !== undefined;
    return {
      id: isWhole ? `${type}:${uri}:${createdAt}` : undefined,
      type,
      subject: uri,
      time: timeAt(payload, 'created_at'),
    };
  },
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, {
      created_at: now.toISOString(),
      payload: withFields(valueAt(sample.body, 'payload'), {
        uri: `https://api.calendly.com/scheduled_events/AAAAAAAAAAAAAAAA/invitees/${id}`,
      }),
    }),
  }),
  events: calendlyEventNames,
  samples: calendlySamples,
});

export class CalendlyReceiverModule extends ReceiverModule(calendly) {}
