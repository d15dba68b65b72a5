import {
  defineReceiver,
  hmac,
  json,
  ReceiverModule,
  textAt,
  timeAt,
  toleranceOption,
  type WithNames,
} from '../kit/index.js';
import { canonicalRequest, SIGNED_HEADERS, TIMESTAMP_HEADER, timestamp } from './contentful.canonical-request.js';
import { contentfulEventNames, contentfulSamples } from './contentful.samples.js';
import type { BodyFormat } from '../kit/built-in.js';
import type { ContentfulEvents } from './contentful.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    contentful: WithNames<ContentfulEvents, (typeof contentfulEventNames)[number]>;
  }
}

const TOLERANCE_SECONDS = 30;

/** GET and DELETE come without a body. */
const jsonOrNothing: BodyFormat = Object.freeze({
  ...json,
  kind: 'json_or_nothing',
  parse: (bytes: Buffer) => (bytes.length === 0 ? { value: null, json: Buffer.from('null') } : json.parse(bytes)),
});

/** Contentful: entries, assets, content types and releases. Signed are method, path, some headers and the body. */
export const contentful = defineReceiver({
  name: 'contentful',
  title: 'Contentful',
  docs: 'https://www.contentful.com/developers/docs/webhooks/request-verification/',
  assurance: 'signed-body',
  unsigned: ['id'],
  setup: [
    'Open Settings > Webhooks > Settings of your space, and enable request verification.',
    'Contentful shows the signing secret once: give it to this source.',
    'Add a webhook. URL: the URL of this source, by POST.',
    'Choose the triggers and save. Leave the payload as it is, or customise it.',
  ],
  secret: {
    name: 'signingSecret',
    label: 'Signing secret',
    help: 'Contentful makes it, and shows it once: 64 characters, one for all webhooks of the space.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  methods: ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'],
  body: [jsonOrNothing],
  verify: hmac({
    algorithm: 'sha256',
    header: 'x-contentful-signature',
    signed: canonicalRequest,
    timestamp: { from: timestamp, unit: 'milliseconds', toleranceSeconds: TOLERANCE_SECONDS },
  }),
  read: ({ headers }, payload) => ({
    id: headers['x-contentful-idempotency-key'],
    type: headers['x-contentful-topic'],
    subject: textAt(payload, 'sys', 'id'),
    time: timeAt(payload, 'sys', 'updatedAt') ?? timeAt(payload, 'sys', 'deletedAt'),
  }),
  freshen: (sample, { id }) => ({
    ...sample,
    headers: {
      'content-type': 'application/vnd.contentful.management.v1+json',
      ...sample.headers,
      'x-contentful-idempotency-key': id,
      [SIGNED_HEADERS]: `${SIGNED_HEADERS},${TIMESTAMP_HEADER},x-contentful-topic`,
    },
  }),
  events: contentfulEventNames,
  samples: contentfulSamples,
});

export class ContentfulReceiverModule extends ReceiverModule(contentful) {}
