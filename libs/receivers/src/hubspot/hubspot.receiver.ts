import {
  body,
  concat,
  defineReceiver,
  digest,
  hmac,
  header,
  method,
  oneOf,
  ReceiverModule,
  toleranceOption,
  whenOption,
  withFields,
} from '../kit/index.js';
import { idOf, readChange } from './hubspot.read-change.js';
import { legacySigned, signedUrl } from './hubspot.signed-url.js';
import { hubspotEventNames, hubspotSamples } from './hubspot.samples.js';
import type { HubspotEvents } from './hubspot.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    hubspot: HubspotEvents;
  }
}

const TOLERANCE_SECONDS = 300;
const TIMESTAMP = header('x-hubspot-request-timestamp');

/** HubSpot: the changes that a private or public app subscribes to. Every request holds up to a hundred. */
export const hubspot = defineReceiver({
  name: 'hubspot',
  title: 'HubSpot',
  docs: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation',
  assurance: 'signed-body',
  setup: [
    'Open your app in HubSpot, and copy its client secret (Auth) to this source.',
    'Webhooks: set the target URL to the URL of this source.',
    'Create the subscriptions, and activate them.',
  ],
  secret: {
    name: 'clientSecret',
    label: 'Client secret',
    help: 'HubSpot makes it: on the Auth page of the app.',
  },
  options: [
    toleranceOption(TOLERANCE_SECONDS),
    {
      kind: 'text',
      name: 'url',
      label: 'Target URL',
      help: 'As it was entered at HubSpot, where that is not the public URL of this source: it is signed along.',
      isRequired: false,
    },
    {
      kind: 'boolean',
      name: 'allowOlderSignatures',
      label: 'Accept versions 1 and 2',
      help: 'For apps that get no x-hubspot-signature-v3. These versions sign no time: a request that somebody captured stays good for ever.',
      default: false,
    },
  ],
  verify: oneOf(
    hmac({
      algorithm: 'sha256',
      header: 'x-hubspot-signature-v3',
      encoding: 'base64',
      signed: concat(method, signedUrl, body, TIMESTAMP),
      timestamp: { from: TIMESTAMP, unit: 'milliseconds', toleranceSeconds: TOLERANCE_SECONDS },
    }),
    // It holds no time, so a captured request stays good: its owner could leave version 3 out, if version 1 were accepted without the option.
    whenOption(
      'allowOlderSignatures',
      digest({ algorithm: 'sha256', header: 'x-hubspot-signature', signed: legacySigned }),
    ),
  ),
  read: (_request, payload) => (Array.isArray(payload) ? payload : [payload]).map(readChange),
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: Array.isArray(sample.body)
      ? sample.body.map((change) => withFields(change, { eventId: idOf(id), occurredAt: now.getTime() }))
      : sample.body,
  }),
  events: hubspotEventNames,
  samples: hubspotSamples,
});

export class HubspotReceiverModule extends ReceiverModule(hubspot) {}
