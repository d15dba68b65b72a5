import {
  body,
  concat,
  defineReceiver,
  digest,
  header,
  inHeader,
  oneOf,
  ReceiverModule,
  secret,
  textAt,
  timeAt,
  toleranceOption,
  withFields,
  type WithNames,
} from '../kit/index.js';
import { cloudinaryEventNames, cloudinarySamples } from './cloudinary.samples.js';
import type { Place } from '../kit/built-in.js';
import type { CloudinaryEvents } from './cloudinary.events.js';

declare module '@kanca/core' {
  interface WebhookProviders {
    cloudinary: WithNames<CloudinaryEvents, (typeof cloudinaryEventNames)[number]>;
  }
}

const TOLERANCE_SECONDS = 7_200;
const SHA256_CHARACTERS = 64;
const TIMESTAMP = header('x-cld-timestamp');
const SIGNATURE = inHeader('x-cld-signature');

/** The one header holds either hash: its length tells which. */
const longSignature: Place = Object.freeze({
  ...SIGNATURE,
  kind: 'sha256_header',
  read(request) {
    const value = SIGNATURE.read(request);
    return value?.length === SHA256_CHARACTERS ? value : undefined;
  },
} satisfies Place);

const common = {
  signed: concat(body, TIMESTAMP, secret),
  timestamp: { from: TIMESTAMP, unit: 'seconds', toleranceSeconds: TOLERANCE_SECONDS },
} as const;

/**
 * Cloudinary: uploads, transformations, moderation and more. A plain hash, SHA-256 where the account is set to it and SHA-1
 * elsewhere.
 */
export const cloudinary = defineReceiver({
  name: 'cloudinary',
  title: 'Cloudinary',
  docs: 'https://cloudinary.com/documentation/notification_signatures',
  assurance: 'signed-body',
  setup: [
    'Open Settings > API Keys of the product environment, and give the API secret to this source.',
    'Settings > Webhook Notifications: add a notification URL, the URL of this source, and choose the types.',
    'Or name the URL as notification_url in single calls.',
    'With several API keys: Webhook Notifications says which of them signs.',
  ],
  secret: {
    name: 'apiSecret',
    label: 'API secret',
    help: 'Cloudinary makes it: the secret of the API key that signs notifications.',
  },
  options: [toleranceOption(TOLERANCE_SECONDS)],
  verify: oneOf(
    digest({ algorithm: 'sha256', at: longSignature, ...common }),
    // What accounts have that were never set to SHA-256.
    digest({ algorithm: 'sha1', at: SIGNATURE, ...common }),
  ),
  read: (_request, payload) => ({
    id: textAt(payload, 'request_id'),
    // One call of the API may be followed by several notifications, all with its id.
    scope: textAt(payload, 'notification_type'),
    type: textAt(payload, 'notification_type'),
    subject: textAt(payload, 'public_id'),
    time: timeAt(payload, 'timestamp'),
  }),
  freshen: (sample, { id, now }) => ({
    ...sample,
    body: withFields(sample.body, { request_id: id, timestamp: now.toISOString() }),
  }),
  events: cloudinaryEventNames,
  samples: cloudinarySamples,
});

export class CloudinaryReceiverModule extends ReceiverModule(cloudinary) {}
